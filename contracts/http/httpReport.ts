/** `POST /v1/reports`. */

import { z } from 'zod';
import { code } from './httpText.ts';
import { dayIn } from './httpTime.ts';

export const reportBodySchema = z.strictObject({
  report: code.default('retrospective').describe('One of `packs/reports`'),
  packs: z.array(code).min(1).max(20).optional().describe('Default: all of the report that are in force'),
  period: z.strictObject({ from: dayIn, to: dayIn }).describe('Days, both inclusive, in the zone of each pack'),
  unit: code.optional().describe('This unit and all below it'),
  locale: z.enum(['zh', 'en']).optional().describe('Default: `Accept-Language`'),
  format: z.enum(['html', 'pdf', 'docx', 'xlsx']).default('pdf'),
});
