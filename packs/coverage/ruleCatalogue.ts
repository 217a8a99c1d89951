import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { soundOf } from '../source/soundOf.ts';
import { parseYaml } from '../source/parseYaml.ts';
import { closed } from '../schema/schemaParts.ts';

const entry = closed({
  id: z.string().regex(/^[A-Z][A-Za-z0-9-]*$/),
  says: z.string().min(1),
  /** A test that shows it, where no single case can. */
  test: z.string().optional(),
  /** Why nothing shows it yet. */
  waits: z.string().optional(),
});

export type CatalogueEntry = z.infer<typeof entry>;

/** The rules that shipped packs answer for, from `golden/rules.yaml` in their folder; throws with a line per mistake. */
export function readCatalogue(folder: string): readonly CatalogueEntry[] {
  const file = join(folder, 'golden', 'rules.yaml');
  return soundOf(file, parseYaml(readFileSync(file, 'utf8'), z.array(entry), () => []));
}
