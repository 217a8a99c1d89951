/** What stands beside the cases of a year: answers, measures, improvements, items, duties, numbers of other systems. */

import { addDays, instantOf } from '../../domain/time/zone.ts';
import { own } from '../../domain/values/own.ts';
import { spanAt, type PlannedCase } from './planYear.ts';
import type { Which, Year } from './yearSchema.ts';

/** A planned case with its number and when it was closed. */
export type DoneCase = Readonly<{ planned: PlannedCase; no: string; closedAt: number | undefined }>;

const DECIDED_BY = 'demo-year';

/** Rows by table, by their columns. */
export function besideOf(year: Year, zone: string, done: readonly DoneCase[]) {
  const { pack } = year;
  const moment = (text: string): string => {
    const [day = '', time = ''] = text.split('T');
    return new Date(instantOf(day, time, zone)).toISOString();
  };
  const maybe = (text: string | undefined): string | null => (text === undefined ? null : moment(text));
  const casesOf = (which: readonly [string, number] | undefined): readonly string[] =>
    done
      .filter(({ planned }) => planned.scenario === which?.[0])
      .slice(0, which?.[1] ?? 0)
      .map(({ no }) => no);
  return {
    register_answers: done.flatMap((one) => answersOf(year, one)),
    register_measures: Object.entries(year.measures).map(
      ([id, { at, cases, subjectKind, trigger, ground, ...row }]) => ({
        id: `${DECIDED_BY}-${id}`,
        pack_id: pack,
        ...row,
        trigger: trigger ?? null,
        ground: ground ?? null,
        subject_kind: subjectKind,
        decided_at: moment(at),
        cases: casesOf(cases),
      }),
    ),
    register_improvements: Object.entries(year.improvements).map(
      ([id, { opened, due, completed, categories = [], cases, process, ...row }]) => ({
        // The book of figures may name it.
        id,
        pack_id: pack,
        ...row,
        process: process ?? null,
        opened_at: moment(opened),
        due_at: moment(due),
        completed_at: maybe(completed),
        categories,
        cases: casesOf(cases),
      }),
    ),
    register_items: Object.entries(year.items).map(
      ([id, { seen, confirmed, disposed, severity, disposition, ...row }]) => ({
        id: `${DECIDED_BY}-${id}`,
        pack_id: pack,
        ...row,
        severity: severity ?? null,
        disposition: disposition ?? null,
        seen_at: moment(seen),
        confirmed_at: maybe(confirmed),
        disposed_at: maybe(disposed),
      }),
    ),
    series: year.series.map(({ name, from, to, value, n }) => ({
      pack_id: pack,
      name,
      unit: '',
      period_from: from,
      period_to: to,
      value,
      n: n ?? null,
      source: DECIDED_BY,
      imported_by: DECIDED_BY,
      imported_at: moment(`${year.period[1]}T12:00`),
    })),
    duty_days: year.duties.flatMap(({ duty, units, from, to, done: doneAt, due, body }) => {
      const rows = [];
      for (let day = from; day <= to; day = addDays(day, 1))
        for (const unit of units)
          rows.push({
            pack_id: pack,
            duty,
            unit,
            day,
            due_at: moment(`${day}T${due}`),
            done_at: moment(`${day}T${doneAt}`),
            nil: false,
            by: DECIDED_BY,
            version: 1,
            body: body ?? null,
          });
      return rows;
    }),
  };
}

/** Of a case that was closed; without a score the customer was not reached or said nothing. */
function answersOf(
  { pack, answers }: Year,
  { planned, no, closedAt }: DoneCase,
): readonly Readonly<Record<string, unknown>>[] {
  if (closedAt === undefined) return [];
  return answers.flatMap(({ instrument, of = {}, after, channel, score }, index) => {
    if (!fits(planned.values, of)) return [];
    const said = score?.startsWith('$') === true ? own(planned.values, score.slice(1)) : score;
    const at = new Date(closedAt + spanAt(after, planned.chance)).toISOString();
    return [
      {
        id: `${DECIDED_BY}-${no}-${index}`,
        pack_id: pack,
        no,
        instrument,
        asked_at: at,
        channel: channel ?? 'phone',
        reached: said !== undefined,
        answered_at: said === undefined ? null : at,
        score: said ?? null,
        items: {},
      },
    ];
  });
}

function fits(values: Readonly<Record<string, unknown>>, of: Which): boolean {
  return Object.entries(of).every(([name, wanted]) => {
    const value = own(values, name) ?? false;
    return Array.isArray(wanted) ? wanted.some((one) => one === value) : wanted === value;
  });
}
