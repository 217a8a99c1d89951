import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../config/projectRoot.ts';
import { formatFault } from '../packs/formatFault.ts';
import { loadCalendars } from '../packs/loadCalendars.ts';
import { packHash } from '../packs/packHash.ts';
import { parsePack } from '../packs/parsePack.ts';
import { CommandError } from './installation.ts';

/** `redress pack check`: one line per mistake, or the pack's id, version and hash. Returns the exit code. */
export function checkPacks(files: readonly string[], locale: 'zh' | 'en' | 'both', out: (line: string) => void): number {
  const calendars = loadCalendars(join(projectRoot(), 'packs', 'calendars'));
  let faulty = 0;
  for (const file of files) {
    const result = parsePack(textOf(file), calendars);
    if (result.ok) {
      out(`${file}: ok ${result.pack.id} ${result.pack.version} ${packHash(result.pack).slice(0, 12)}`);
      continue;
    }
    faulty += 1;
    for (const fault of result.faults) out(formatFault(file, fault, locale));
  }
  return faulty === 0 ? 0 : 1;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new CommandError(`${file} cannot be read`);
  }
}
