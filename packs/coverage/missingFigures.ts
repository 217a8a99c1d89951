import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { FigureBook } from '../../domain/figures/figure.ts';
import { parseYaml } from '../source/parseYaml.ts';
import { soundOf } from '../source/soundOf.ts';

const catalogue = z.record(z.string(), z.array(z.string()));

/** Figures of `golden/figures.yaml`, such as `S1-K1`, that no book defines. */
export function missingFigures(folder: string, books: readonly FigureBook[]): readonly string[] {
  const file = join(folder, 'golden', 'figures.yaml');
  const wanted = soundOf(
    file,
    parseYaml(readFileSync(file, 'utf8'), catalogue, () => []),
  );
  const defined = new Set(books.flatMap(({ figures }) => figures.map(({ id }) => id)));
  const ids = Object.entries(wanted).flatMap(([system, names]) => names.map((name) => `${system}-${name}`));
  return ids.filter((id) => !defined.has(id));
}
