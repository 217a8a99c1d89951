import { z } from 'zod';
import { BUILT_IN } from '../../domain/case/namedActor.ts';
import { BilingualError, type Locale } from '../../language/bilingual.ts';
import { closed, date, free } from '../schema/schemaParts.ts';
import { bilingual } from '../source/bilingual.ts';
import { wrong, type Findings } from '../source/fault.ts';
import { parseYaml } from '../source/parseYaml.ts';

const id = free(
  z
    .string()
    .regex(
      /^[a-z][a-z0-9-]{0,47}$/,
      bilingual('应为标识:小写字母开头,只含小写字母、数字和连字符', 'must be an id: small letters, digits and hyphens'),
    ),
);

const personId = id.refine((text) => !BUILT_IN.includes(text), {
  error: ({ input }) =>
    bilingual(
      `"${String(input)}" 是 Redress 自身所用的标识,请另取一个`,
      `"${String(input)}" is Redress itself; give this person another id`,
    ),
});

const schema = closed({
  units: z.array(
    closed({ id, name: z.string().min(1), level: id, parent: id.optional(), timezone: z.string().optional() }),
  ),
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
      absent: closed({ from: date, to: date.optional() }).optional(),
    }),
  ),
});

export type ParsedOrganisation = z.infer<typeof schema>;

/** From YAML; throws with every fault and its place in both languages. */
export function parseOrganisation(text: string): ParsedOrganisation {
  const parsed = parseYaml(text, schema, connections);
  if (parsed.ok) return parsed.value;
  const said = (locale: Locale): string =>
    parsed.faults
      .map(({ line, column, path, message }) => `${line}:${column} ${path.join('.')}: ${message[locale]}`)
      .join('\n');
  throw new BilingualError({ zh: said('zh'), en: said('en') });
}

/** Every name exists. A unit comes after its parent, so that files load from top to bottom. */
function* connections({ units, people }: ParsedOrganisation): Findings {
  for (const [section, rows] of Object.entries({ units, people }))
    for (const [index, { id }] of rows.entries())
      if (rows.findIndex((row) => row.id === id) !== index)
        yield wrong('duplicate-id', [section, index, 'id'], `"${id}" 写了两次`, `"${id}" is there twice`);
  const known = new Set<string>();
  for (const [index, { id, parent }] of units.entries()) {
    if (parent !== undefined && !known.has(parent))
      yield wrong(
        'unknown-parent',
        ['units', index, 'parent'],
        `文件中此前没有机构 "${parent}"`,
        `no unit "${parent}" stands above this one in the file`,
      );
    known.add(id);
  }
  for (const [index, { id, unit, deputy }] of people.entries()) {
    if (!known.has(unit))
      yield wrong('unknown-unit', ['people', index, 'unit'], `没有机构 "${unit}"`, `there is no unit "${unit}"`);
    if (deputy !== undefined && (deputy === id || !people.some((person) => person.id === deputy)))
      yield wrong(
        'unknown-deputy',
        ['people', index, 'deputy'],
        `"${deputy}" 不是本文件中的另一人`,
        `"${deputy}" is nobody else in this file`,
      );
  }
}
