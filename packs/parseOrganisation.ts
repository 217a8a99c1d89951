import { parse } from 'yaml';
import { z } from 'zod';
import { closed } from './schemaParts.ts';

const id = z.string().regex(/^[a-z][a-z0-9-]{0,47}$/, 'must be an id: small letters, digits and hyphens');

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
      absent: closed({ from: z.string(), to: z.string().optional() }).optional(),
    }),
  ),
});

export type ParsedOrganisation = z.infer<typeof schema>;

/** Units and people from YAML; throws naming every fault with its place. */
export function parseOrganisation(text: string): ParsedOrganisation {
  const result = schema.safeParse(parse(text));
  if (result.success) return result.data;
  throw new Error(result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'));
}
