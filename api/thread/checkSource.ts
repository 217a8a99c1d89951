import { basename } from 'node:path';
import { packHash } from '../../packs/load/packHash.ts';
import { parsePack } from '../../packs/load/parsePack.ts';
import type { PackLibrary } from '../../packs/load/packLibrary.ts';
import type { CheckAnswer, CheckAsk } from './tasks.ts';

/**
 * A pack's text as the answer has it: sound, with its version and hash, or its mistakes. Of other files their names are
 * told, never where they lie.
 */
export function checkSource({ source, calendars }: CheckAsk, library: PackLibrary): CheckAnswer {
  const result = parsePack(source, calendars, library);
  if (result.ok) {
    const { id, version } = result.value;
    return { ok: true, id, version, hash: packHash(result.value), faults: [] };
  }
  return {
    ok: false,
    faults: result.faults.map(({ path, file, ...fault }) => ({
      ...fault,
      ...(file === undefined ? {} : { file: basename(file) }),
      path: path.join('.'),
    })),
  };
}
