import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../config/projectRoot.ts';
import { LIFE_PACK } from './redressEngine.ts';

/**
 * Puts the packs of the measurements into a folder: the one with one clock, and the shipped cutover plan without its
 * window, so that it can be run in any year.
 */
export function writeBenchPacks(folder: string): string {
  mkdirSync(folder, { recursive: true });
  copyFileSync(join(projectRoot(), 'bench', 'packs', 'bench-deadline.yaml'), join(folder, 'bench-deadline.yaml'));
  const plan = readFileSync(join(projectRoot(), 'packs', 'cutover-emergency.yaml'), 'utf8');
  writeFileSync(
    join(folder, `${LIFE_PACK}.yaml`),
    plan.replace(/^id: .*$/m, `id: ${LIFE_PACK}`).replace(/^window: .*\n/m, ''),
  );
  return folder;
}
