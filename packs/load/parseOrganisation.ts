import { z } from 'zod';
import { DAY } from '../../domain/time/day.ts';
import { isInherited } from '../../domain/values/inherited.ts';
import { INSTANT } from '../../domain/time/instant.ts';
import { BUILT_IN } from '../../domain/case/namedActor.ts';
import { bilingual } from '../source/bilingual.ts';
import { BilingualError } from '../../language/bilingualError.ts';
import type { Locale } from '../../language/locale.ts';
import type { Finding } from '../source/fault.ts';
import { parseYaml } from '../source/parseYaml.ts';
import { closed } from '../schema/schemaParts.ts';

const id = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]{0,47}$/,
    bilingual('应为标识:小写字母开头,只含小写字母、数字和连字符', 'must be an id: small letters, digits and hyphens'),
  )
  .refine(
    (text) => !isInherited(text),
    bilingual('这个名称系统已占用,请另取名', 'this name is taken by the system; choose another'),
  );

const personId = id.refine((text) => !BUILT_IN.includes(text), {
  error: ({ input }) =>
    bilingual(
      `"${String(input)}" 是 Redress 自身所用的标识,请另取一个`,
      `"${String(input)}" is Redress itself; give this person another id`,
    ),
});

const moment = z.union(
  [z.string().regex(new RegExp(`^${DAY}$`)), z.string().regex(INSTANT)],
  bilingual(
    '应为日期(如 2026-11-01)或带时差的时刻(如 2026-11-01T09:00:00+08:00)',
    'must be a day such as 2026-11-01 or a moment with its offset such as 2026-11-01T09:00:00+08:00',
  ),
);

const schema = closed({
  units: z.array(closed({ id, name: z.string().min(1), level: id, parent: id.optional() })),
  people: z.array(
    closed({
      id: personId,
      name: z.string().min(1),
      unit: id,
      roles: z.array(id),
      email: z.email().optional(),
      webhook: z.url().optional(),
      locale: z.enum(['zh', 'en']).optional(),
      deputy: id.optional(),
      absent: closed({ from: moment, to: moment.optional() }).optional(),
    }),
  ),
});

export type ParsedOrganisation = z.infer<typeof schema>;

/** Units and people from YAML; throws naming every fault with its place, in both languages. */
export function parseOrganisation(text: string): ParsedOrganisation {
  const parsed = parseYaml(text, schema, connections);
  if (parsed.ok) return parsed.value;
  const said = (locale: Locale): string =>
    parsed.faults
      .map(({ line, column, path, message }) => `${line}:${column} ${path.join('.')}: ${message[locale]}`)
      .join('\n');
  throw new BilingualError({ zh: said('zh'), en: said('en') });
}

/** Names that lead nowhere. A unit stands after its parent, so that a file can be loaded from top to bottom. */
function* connections({ units, people }: ParsedOrganisation): Generator<Finding> {
  const known = new Set<string>();
  for (const [index, unit] of units.entries()) {
    const path = ['units', index];
    if (known.has(unit.id)) yield twice(unit.id, [...path, 'id']);
    if (unit.parent !== undefined && !known.has(unit.parent))
      yield {
        code: 'unknown-parent',
        path: [...path, 'parent'],
        zh: `文件中此前没有机构 "${unit.parent}"`,
        en: `no unit "${unit.parent}" stands above this one in the file`,
      };
    known.add(unit.id);
  }
  const ids = people.map((person) => person.id);
  for (const [index, person] of people.entries()) {
    const path = ['people', index];
    if (ids.indexOf(person.id) !== index) yield twice(person.id, [...path, 'id']);
    if (!known.has(person.unit))
      yield {
        code: 'unknown-unit',
        path: [...path, 'unit'],
        zh: `没有机构 "${person.unit}"`,
        en: `there is no unit "${person.unit}"`,
      };
    if (person.deputy === undefined) continue;
    if (person.deputy === person.id || !ids.includes(person.deputy))
      yield {
        code: 'unknown-deputy',
        path: [...path, 'deputy'],
        zh: `"${person.deputy}" 不是本文件中的另一人`,
        en: `"${person.deputy}" is nobody else in this file`,
      };
  }
}

function twice(id: string, path: Finding['path']): Finding {
  return { code: 'duplicate-id', path, zh: `"${id}" 写了两次`, en: `"${id}" is there twice` };
}
