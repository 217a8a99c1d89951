import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { textOf } from '../source/textOf.ts';

/** Where a pack finds the one that it extends. */
export type PackLibrary = Readonly<{
  ids: () => readonly string[];
  find: (id: string) => { readonly file: string; readonly text: string } | undefined;
}>;

/** In the order of their names. */
export function yamlFiles(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => join(folder, name));
}

/** Those in `below` of each folder that has it. */
export function yamlFilesIn(folders: readonly string[], below = ''): readonly string[] {
  return folders
    .map((folder) => join(folder, below))
    .filter((folder) => existsSync(folder))
    .flatMap(yamlFiles);
}

/** The first folder is asked first; a pack that others extend is `<its id>.yaml`. */
export function libraryOf(...folders: readonly string[]): PackLibrary {
  const files = (): readonly string[] => yamlFilesIn(folders);
  const idOf = (file: string): string => basename(file, '.yaml');
  return {
    ids: () => [...new Set(files().map(idOf))].sort(),
    find: (id) => {
      const file = files().find((one) => idOf(one) === id);
      return file === undefined ? undefined : { file, text: textOf(file) };
    },
  };
}

/** What extends a pack is refused. */
export const NO_PACKS: PackLibrary = libraryOf();
