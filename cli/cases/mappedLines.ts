import { isDay } from '../../domain/time/day.ts';
import { parseInstant } from '../../domain/time/instant.ts';
import { instantAt } from '../../domain/time/zone.ts';
import { own } from '../../domain/values/own.ts';
import type { Bilingual } from '../../language/bilingual.ts';
import type { Cell } from './cell.ts';
import { ruleOf, type ColumnRule, type Mapping } from './mapping.ts';

/** A complaint of a file. */
export type ImportLine = Readonly<{
  /** In the file, from 1. */
  line: number;
  body: Readonly<Record<string, unknown>>;
  /** What of it could not be read. */
  faults: readonly LineFault[];
}>;

export type LineFault = Readonly<{ line: number; column: number; message: Bilingual }>;

type Value = string | number | boolean | readonly string[];
type Placed = readonly [path: readonly string[], value: Value];

/** Each row as the body of a registration; empty cells say nothing. */
export function mappedLines(
  mapping: Mapping,
  head: readonly Cell[],
  rows: readonly (readonly Cell[])[],
): readonly ImportLine[] {
  const titles = head.map(({ text }) => text);
  const columns = Object.entries(mapping.columns).map(([title, given]) => ({
    at: titles.indexOf(title),
    rule: ruleOf(given),
  }));
  const fixed = Object.entries(mapping.fixed).map(([to, value]): Placed => [to.split('.'), value]);
  return rows.map((row) => {
    const line = row[0]?.line ?? 0;
    const faults: LineFault[] = [];
    const placed = columns.flatMap(({ at, rule }): readonly Placed[] => {
      const cell = row[at];
      if (cell === undefined || (cell.text === '' && cell.spoilt === undefined)) return [];
      const value = valueOf(cell, rule, mapping.zone);
      if (typeof value !== 'object' || !('zh' in value)) return [[rule.to.split('.'), value]];
      faults.push({ line: cell.line, column: cell.column, message: value });
      return [];
    });
    const { history, ...body } = nested([...fixed, ...placed]);
    const actions = Object.entries((history ?? {}) as Readonly<Record<string, object>>);
    for (const [action] of actions.filter(([, one]) => !('at' in one)))
      faults.push({
        line,
        column: 1,
        message: { zh: `"${action}" 没有时刻`, en: `"${action}" has no moment` },
      });
    const done = actions.map(([action, one]) => ({ action, ...one }));
    return { line, body: { ...body, ...(done.length > 0 && { history: done }) }, faults };
  });
}

/** What the cell says, or why it says nothing. */
function valueOf(
  { text, spoilt }: Cell,
  { as = 'text', values }: ColumnRule,
  zone: string | undefined,
): Value | Bilingual {
  if (spoilt !== undefined) return spoilt;
  if (values !== undefined) {
    const known = Object.keys(values).join(', ');
    return own(values, text) ?? { zh: `"${text}" 没有对应值;有:${known}`, en: `no value for "${text}"; for: ${known}` };
  }
  switch (as) {
    case 'text':
      return text;
    case 'number':
      return Number.isFinite(Number(text)) ? Number(text) : { zh: `"${text}" 不是数`, en: `"${text}" is no number` };
    case 'list':
      return text.split(/[,;,;、]/).flatMap((one) => one.trim() || []);
    case 'date':
      return wallTimeOf(text)?.date ?? { zh: `"${text}" 不是日期`, en: `"${text}" is no date` };
    case 'instant':
      return instantOf(text, zone);
  }
}

function instantOf(text: string, zone: string | undefined): string | Bilingual {
  if (!text.startsWith('+') && parseInstant(text, 0) !== undefined) return text;
  const wall = wallTimeOf(text);
  if (wall === undefined) return { zh: `"${text}" 不是时刻`, en: `"${text}" is no moment` };
  if (zone === undefined)
    return { zh: `"${text}" 没有时区;请在对应文件中写 zone`, en: `"${text}" has no zone; say \`zone\` in the mapping` };
  return new Date(instantAt(wall.date, wall.ms, zone)).toISOString();
}

const WALL = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?$/;

/** As people and spreadsheets write a day, perhaps with a time of day. */
function wallTimeOf(text: string): Readonly<{ date: string; ms: number }> | undefined {
  const [, year = '', month = '', day = '', hours = 0, minutes = 0, seconds = 0] = WALL.exec(text) ?? [];
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (!isDay(date) || Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
  return { date, ms: ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 };
}

/** `complainant.name` into `{ complainant: { name } }`. */
function nested(placed: readonly Placed[]): Readonly<Record<string, unknown>> {
  const below = new Map<string, Placed[]>();
  const here = new Map<string, unknown>();
  for (const [[name = '', ...rest], value] of placed)
    if (rest.length === 0) here.set(name, value);
    else below.set(name, [...(below.get(name) ?? []), [rest, value]]);
  for (const [name, parts] of below) here.set(name, nested(parts));
  return Object.fromEntries(here);
}
