import type { Figure } from '../../domain/figures/figure.ts';
import type { FigureAnswer } from '../../domain/figures/figureAnswer.ts';
import type { ReportDefinition } from '../../domain/figures/reportDefinition.ts';
import type { Bilingual, Locale } from '../../language/bilingual.ts';

/** All that a report is made from, as plain data: the same input gives the same bytes. */
export type ReportInput = Readonly<{
  definition: ReportDefinition;
  locale: Locale;
  /** Days, both inclusive. */
  period: Readonly<{ from: string; to: string }>;
  /** Absent: the whole bank. */
  unit?: Readonly<{ id: string; title: Bilingual }>;
  /** When it was made (ISO). */
  stamp: string;
  /** Address of the API, without a slash at its end; numbers link to it. */
  address: string;
  /** By `askKey`. One that is missing is said to be missing. */
  answers: Readonly<Record<string, FigureAnswer>>;
  /** Definitions, by pack. */
  books: Readonly<Record<string, ReportBook>>;
}>;

export type ReportBook = Readonly<{
  title: Bilingual;
  /** SHA-256 of the definitions. */
  hash: string;
  figures: readonly Figure[];
}>;
