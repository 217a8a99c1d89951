import { parse } from 'yaml';
import { z } from 'zod';
import { DAY } from '../domain/day.ts';
import { isInherited } from '../domain/inherited.ts';
import { INSTANT } from '../domain/instant.ts';
import { closed } from './schemaParts.ts';
import { unholdable } from './unholdable.ts';

const id = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,47}$/, 'must be an id: small letters, digits and hyphens')
  .refine((text) => !isInherited(text), 'this name is taken by the system; choose another');

const moment = z.union(
  [z.string().regex(new RegExp(`^${DAY}$`)), z.string().regex(INSTANT)],
  'must be a day such as 2026-11-01 or a moment with its offset such as 2026-11-01T09:00:00+08:00',
);

const schema = closed({
  units: z.array(closed({ id, name: z.string().min(1), level: id, parent: id.optional() })),
  people: z.array(
    closed({
      id,
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

/** Units and people from YAML; throws naming every fault with its place. */
export function parseOrganisation(text: string): ParsedOrganisation {
  const value: unknown = parse(text);
  const broken = [...unholdable(value)].map(({ path, en }) => `${path.join('.')}: ${en}`);
  if (broken.length > 0) throw new Error(broken.join('\n'));
  const result = schema.safeParse(value);
  const faults = result.success
    ? [...connections(result.data)]
    : result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  if (!result.success || faults.length > 0) throw new Error(faults.join('\n'));
  return result.data;
}

/** Names that lead nowhere. A unit stands after its parent, so that a file can be loaded from top to bottom. */
function* connections({ units, people }: ParsedOrganisation): Generator<string> {
  const known = new Set<string>();
  for (const [index, unit] of units.entries()) {
    if (known.has(unit.id)) yield `units.${index}.id: "${unit.id}" is there twice`;
    if (unit.parent !== undefined && !known.has(unit.parent))
      yield `units.${index}.parent: no unit "${unit.parent}" stands above this one in the file`;
    known.add(unit.id);
  }
  const ids = people.map((person) => person.id);
  for (const [index, person] of people.entries()) {
    if (ids.indexOf(person.id) !== index) yield `people.${index}.id: "${person.id}" is there twice`;
    if (!known.has(person.unit)) yield `people.${index}.unit: there is no unit "${person.unit}"`;
    if (person.deputy === undefined) continue;
    if (person.deputy === person.id || !ids.includes(person.deputy))
      yield `people.${index}.deputy: "${person.deputy}" is nobody else in this file`;
  }
}
