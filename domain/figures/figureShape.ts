/** What a fact of a figure compares with: as facts of a pack do, and what only figures have. */

import type { FactShape } from '../case/factCatalogue.ts';
import type { Bilingual } from '../../language/bilingual.ts';

export type FigureShape = Readonly<
  | FactShape
  /** One of these words. */
  | { kind: 'words'; words: readonly string[] }
  /** A condition on a case. */
  | { kind: 'case' }
  /** For each band of the book a number from 0. */
  | { kind: 'bands' }
  /** For each item of its surveys a score. */
  | { kind: 'items' }
  /** A survey of the book. */
  | { kind: 'survey' }
>;

export type FigureFacts = Readonly<Record<string, Readonly<{ title: Bilingual; shape: FigureShape }>>>;

export const fact = <const T extends FigureShape>(
  zh: string,
  en: string,
  shape: T,
): { title: Bilingual; shape: T } => ({
  title: { zh, en },
  shape,
});
