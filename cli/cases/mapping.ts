import { z } from 'zod';
import { BilingualError } from '../../language/bilingual.ts';
import { wrong, wrongKey, type Findings } from '../../packs/source/fault.ts';
import { formatFaults } from '../../packs/source/formatFault.ts';
import { parseYaml } from '../../packs/source/parseYaml.ts';
import type { Cell } from './cell.ts';
import { isZone } from '../../domain/time/isZone.ts';

const scalar = z.union([z.string(), z.number(), z.boolean()]);

const column = z.union([
  z.string(),
  z.strictObject({
    to: z.string(),
    as: z.enum(['text', 'number', 'instant', 'date', 'list']).optional(),
    values: z.record(z.string(), scalar).optional(),
  }),
]);

const mappingSchema = z.strictObject({
  sheet: z.string().optional(),
  zone: z.string().optional(),
  columns: z.record(z.string(), column),
  fixed: z.record(z.string(), scalar).default({}),
});

/** Which column of a table is which field of a complaint. */
export type Mapping = Readonly<z.infer<typeof mappingSchema>>;
export type ColumnRule = Readonly<Exclude<z.infer<typeof column>, string>>;

/** The worksheet that the mapping names. */
export function sheetOf(file: string, text: string): string | undefined {
  return read(file, text, () => []).sheet;
}

/** What columns may become. */
export type Targets = Readonly<{
  takes: (to: string) => boolean;
  /** In words. */
  known: string;
}>;

/** Fails with file, line and column of every mistake; `head`: the first row of the table. */
export function readMapping(file: string, text: string, head: readonly Cell[], targets: Targets): Mapping {
  return read(file, text, (mapping) =>
    faultsOf(
      mapping,
      head.map((cell) => cell.text),
      targets,
    ),
  );
}

function read(file: string, text: string, check: (mapping: Mapping) => Iterable<ReturnType<typeof wrong>>): Mapping {
  const parsed = parseYaml(text, mappingSchema, check);
  if (parsed.ok) return parsed.value;
  throw new BilingualError(formatFaults(file, parsed.faults));
}

export function ruleOf(given: Mapping['columns'][string]): ColumnRule {
  return typeof given === 'string' ? { to: given } : given;
}

const OF_COMPLAINT = new RegExp(
  '^(pack|object|channel|unit|category|demand|registeredAt|reference\\.(system|id)|(complainant|fields)\\.\\w+|' +
    'history\\.[\\w-]+\\.(at|actor|note|fields\\.\\w+))$',
);
/** Fields of a complaint. */
export const COMPLAINT: Targets = {
  takes: (to) => OF_COMPLAINT.test(to),
  known:
    'pack, object, channel, unit, category, demand, registeredAt, reference.system, reference.id, complainant.<name>, ' +
    'fields.<name>, history.<action>.at, .actor, .note, .fields.<name>',
};

function* faultsOf({ columns, fixed, zone }: Mapping, head: readonly string[], { takes, known }: Targets): Findings {
  const taken = new Map<string, string>();
  for (const [title, given] of Object.entries(columns)) {
    const path = ['columns', title];
    const { to } = ruleOf(given);
    const at = typeof given === 'string' ? path : [...path, 'to'];
    if (!head.includes(title)) {
      const there = head.filter((name) => name !== '').join(', ');
      yield wrongKey(
        'no-column',
        path,
        `表中没有列 "${title}";有:${there}`,
        `no column "${title}"; there are: ${there}`,
      );
    } else if (head.indexOf(title) !== head.lastIndexOf(title))
      yield wrongKey('column-twice', path, `表中有两列 "${title}"`, `the table has the column "${title}" twice`);
    if (!takes(to))
      yield wrong('no-field', at, `没有字段 "${to}";可写:${known}`, `no field "${to}"; there are: ${known}`);
    else if (taken.has(to) || Object.hasOwn(fixed, to))
      yield wrong('field-twice', at, `字段 "${to}" 已有来源`, `the field "${to}" comes from elsewhere too`);
    taken.set(to, title);
  }
  for (const to of Object.keys(fixed))
    if (!takes(to))
      yield wrongKey(
        'no-field',
        ['fixed', to],
        `没有字段 "${to}";可写:${known}`,
        `no field "${to}"; there are: ${known}`,
      );
  if (zone !== undefined && !isZone(zone))
    yield wrong('no-zone', ['zone'], `没有时区 "${zone}",如 Asia/Shanghai`, `no zone "${zone}", e.g. Asia/Shanghai`);
}
