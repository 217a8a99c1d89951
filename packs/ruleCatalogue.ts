import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { closed } from './schemaParts.ts';

const entry = closed({
  id: z.string().regex(/^[A-Z][A-Za-z0-9-]*$/),
  says: z.string().min(1),
  /** A test that shows it, where no single case can. */
  test: z.string().optional(),
  /** Why nothing shows it yet. */
  waits: z.string().optional(),
});

export type CatalogueEntry = z.infer<typeof entry>;

/** The rules that the shipped packs answer for, from `golden/rules.yaml` in the folder of the packs. */
export function readCatalogue(folder: string): readonly CatalogueEntry[] {
  return z.array(entry).parse(parse(readFileSync(join(folder, 'golden', 'rules.yaml'), 'utf8')));
}
