import { basename } from 'node:path';
import type { FigureBook } from '../../domain/figures/figure.ts';
import type { ReportDefinition } from '../../domain/figures/reportDefinition.ts';
import { BilingualError } from '../../language/bilingual.ts';
import { yamlFilesIn } from '../load/packLibrary.ts';
import { didYouMean } from '../source/didYouMean.ts';
import { soundOf } from '../source/soundOf.ts';
import { textOf } from '../source/textOf.ts';
import type { KnownFigures } from './checkReport.ts';
import { parseReport } from './parseReport.ts';

/** Names of the reports in `reports` of each folder. */
export function reportNames(folders: readonly string[]): readonly string[] {
  return [...new Set(reportFiles(folders).map(nameOf))].sort();
}

/** The report of that name; of several the last is in force. Throws where there is none, or with a line per mistake. */
export function reportNamed(name: string, folders: readonly string[], books: readonly FigureBook[]): ReportDefinition {
  const file = reportFiles(folders).findLast((one) => nameOf(one) === name);
  if (file !== undefined) return soundOf(file, parseReport(textOf(file), figuresIn(books)));
  const known = reportNames(folders);
  const meant = didYouMean(name, known);
  throw new BilingualError({
    zh: `没有名为 "${name}" 的报告;${meant?.zh ?? ''}现有:${known.join('、') || '-'}`,
    en: `no report is called "${name}"; ${meant?.en ?? ''}there are: ${known.join(', ') || '-'}`,
  });
}

function figuresIn(books: readonly FigureBook[]): KnownFigures {
  return Object.fromEntries(books.map(({ figures, pack }) => [pack, figures.map(({ id }) => id)]));
}

function reportFiles(folders: readonly string[]): readonly string[] {
  return yamlFilesIn(folders, 'reports');
}

function nameOf(file: string): string {
  return basename(file, '.yaml');
}
