import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Bilingual } from '../../language/bilingual.ts';

/** Minutes of case time after registration, action, fields, person. */
export type DemoMove = readonly [number, string, Readonly<Record<string, unknown>>, string];

interface Demonstration {
  /** Of complaints that name none. */
  readonly pack: string;
  /** What is posted, then done; the first is what a newcomer tries. */
  readonly cases: readonly {
    readonly say: Bilingual;
    readonly intake: Readonly<Record<string, unknown>> & { readonly pack: string };
    readonly then?: readonly DemoMove[];
  }[];
}

export function readDemonstration(folder: string): Demonstration {
  return parse(readFileSync(join(folder, 'demo', 'cases.yaml'), 'utf8')) as Demonstration;
}
