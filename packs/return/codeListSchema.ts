/** Codes of a regulator as people write them. */

import { z } from 'zod';
import { closed, date, entries, id, some, words } from '../schema/schemaParts.ts';
import { bilingual } from '../source/bilingual.ts';

const code = closed({
  title: words,
  /** As the regulator writes it. */
  code: z.string().min(1).max(120).optional(),
  parent: id.optional(),
});

const version = closed({
  version: z
    .string()
    .regex(
      /^[0-9A-Za-z][0-9A-Za-z.-]{0,30}$/,
      bilingual("应为带引号的版本,如 '2018'", "must be a version in quotes, such as '2018'"),
    ),
  from: date,
  says: words.optional(),
  codes: entries(code),
});

export const codeListSchema = closed({ list: id, title: words, versions: some(version) });
export type AuthoredCodeList = z.infer<typeof codeListSchema>;

/** JSON Schema (2020-12) of a code list, for editors. */
export function codeListJsonSchema(): Record<string, unknown> {
  const { $schema, ...whole } = z.toJSONSchema(codeListSchema, { io: 'input', unrepresentable: 'any' });
  return { $schema, title: "Redress code list of a regulator's return", ...whole };
}
