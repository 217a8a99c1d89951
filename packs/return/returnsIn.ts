import { join } from 'node:path';
import type { CodeList } from '../../domain/figures/codeList.ts';
import type { ReturnDefinition } from '../../domain/figures/returnDefinition.ts';
import { packsById } from '../figure/booksIn.ts';
import { yamlFilesIn } from '../load/packLibrary.ts';
import { soundIn } from '../load/soundIn.ts';
import type { AuthoredPack } from '../schema/packSchema.ts';
import { kept } from '../source/kept.ts';
import { parseCodeList, parseReturn } from './parseReturn.ts';

/**
 * The sound returns in `returns` of each folder, with the code lists in `returns/codes`; of one name the last is in
 * force. `onFault` is told of each mistake, a line each.
 */
export function returnsIn(
  folders: readonly string[],
  packs: readonly AuthoredPack[],
  onFault: (line: string) => void,
): readonly ReturnDefinition[] {
  const lists = codeListsIn(folders, onFault);
  const names = { packs: packsById(packs), lists };
  const found = soundIn(
    yamlFilesIn(folders, 'returns'),
    (text) => kept(['returns', text, names], () => parseReturn(text, names)),
    onFault,
  );
  return [...new Map(found.map((one) => [one.return, one])).values()];
}

function codeListsIn(folders: readonly string[], onFault: (line: string) => void): Readonly<Record<string, CodeList>> {
  const found = soundIn(
    yamlFilesIn(folders, join('returns', 'codes')),
    (text) => kept(['codes', text], () => parseCodeList(text)),
    onFault,
  );
  return Object.fromEntries(found.map((one) => [one.list, one]));
}
