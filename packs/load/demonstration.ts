import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Bilingual } from '../../language/bilingual.ts';

/** What somebody does: minutes of case time after registration, what, with which fields, who. */
export type DemoMove = readonly [number, string, Readonly<Record<string, unknown>>, string];

interface Demonstration {
  /** Pack of complaints that name none. */
  readonly pack: string;
  /** What is posted, and what people do then; the first is what a newcomer is shown to try. */
  readonly cases: readonly {
    readonly say: Bilingual;
    readonly intake: Readonly<Record<string, unknown>> & { readonly pack: string };
    readonly then?: readonly DemoMove[];
  }[];
}

/** Reads the demonstration below a folder of packs. */
export function readDemonstration(folder: string): Demonstration {
  return parse(readFileSync(join(folder, 'demo', 'cases.yaml'), 'utf8')) as Demonstration;
}
