import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Bilingual } from '../../language/bilingual.ts';

/**
 * One complaint of the demonstration: what is posted, and what people do afterwards (minutes of case time after
 * registration).
 */
export interface DemoCase {
  readonly say: Bilingual;
  readonly intake: Readonly<Record<string, unknown>> & { readonly pack: string };
  readonly then?: readonly DemoMove[];
}

export type DemoMove = readonly [
  minute: number,
  action: string,
  fields: Readonly<Record<string, unknown>>,
  actor: string,
];

export interface Demonstration {
  /** Pack of complaints that name none. */
  readonly pack: string;
  /** The first is what a newcomer is shown to try. */
  readonly cases: readonly DemoCase[];
}

/** Reads the demonstration below a folder of packs. */
export function readDemonstration(folder: string): Demonstration {
  return parse(readFileSync(join(folder, 'demo', 'cases.yaml'), 'utf8')) as Demonstration;
}
