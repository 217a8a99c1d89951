/** `/v1/registers` and `/v1/series`. */

import { z } from 'zod';
import { pageLimit, pageOf } from './httpComplaint.ts';
import { code, textUpTo } from './httpText.ts';
import { instant } from './httpTime.ts';

/** Rows of one request. */
export const MAX_ROWS = 500;

const cell = z.union([
  textUpTo(200),
  z.number(),
  z.boolean(),
  z.null(),
  z.array(textUpTo(200)).max(100),
  z.record(textUpTo(60), z.number()),
]);

/** Which columns there are says the register; `GET /v1/registers/{register}/columns` lists them. */
const rowIn = z.record(textUpTo(60), cell);
export const oneRowIn = z.strictObject({ row: rowIn.describe('Without its id, which is that of the address') });

export const rowsIn = z.strictObject({
  rows: z.array(rowIn).min(1).max(MAX_ROWS).describe('All of them or none'),
});

const pack = code.describe('The pack whose register it is');
export const registerQuery = z.strictObject({ pack });
export const registerWriteQuery = z.strictObject({
  pack,
  dryRun: z
    .enum(['true', 'false'])
    .default('false')
    .transform((value) => value === 'true')
    .describe('Only say what would change'),
});
export const registerListQuery = z.strictObject({ pack, limit: pageLimit, cursor: textUpTo(600).optional() });

const row = z.record(z.string(), z.unknown());
const late = z.boolean().optional().describe('Of what falls due: it is, or it was completed, too late');
export const registerPageSchema = pageOf(z.object({ id: z.string(), row, late }));
export const registerRowSchema = z.object({
  id: z.string(),
  row,
  late,
  versions: z.array(z.object({ at: instant, by: z.string(), row })).describe('The first one first'),
});
export const registerChangesSchema = z.object({
  applied: z.boolean().describe('False after a dry run, and where nothing differs'),
  rows: z.array(
    z.object({
      id: z.string(),
      change: z.enum(['new', 'changed', 'same']),
      fields: z.array(z.object({ name: z.string(), from: z.unknown(), to: z.unknown() })),
    }),
  ),
});
export const registerColumnsSchema = z.object({
  title: z.string(),
  columns: z.array(
    z.object({
      name: z.string(),
      title: z.string(),
      type: z.string(),
      required: z.boolean(),
      values: z.array(z.object({ value: z.string(), label: z.string() })).nullable(),
    }),
  ),
});
