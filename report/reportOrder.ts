/** What the process that makes reports takes (as JSON on its standard input) and says (a line of JSON each). */

import type { Bilingual } from '../language/bilingual.ts';
import type { ReportInput } from './model/reportInput.ts';
import type { ReportModel } from './model/reportModel.ts';

export const FORMATS = ['html', 'pdf', 'docx', 'xlsx'] as const;
export type Format = (typeof FORMATS)[number];

export type ReportOrder = Readonly<{
  /** A report of figures, */
  input?: ReportInput;
  /** or one that is built already. */
  model?: ReportModel;
  formats: readonly Format[];
  /** An existing folder; the files are `<name>.<format>`. */
  folder: string;
  name: string;
}>;

export type ReportLine = Readonly<{ made: Format; file: string; bytes: number; ms: number } | { failed: Bilingual }>;
