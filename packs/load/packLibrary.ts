import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Where a pack finds the one that it extends. */
export interface PackLibrary {
  /** Ids of the packs that are there. */
  readonly ids: () => readonly string[];
  readonly find: (id: string) => { readonly file: string; readonly text: string } | undefined;
}

/** The packs of some folders, the first one asked first: a pack that others extend stands in `<its id>.yaml`. */
export function libraryOf(...folders: readonly string[]): PackLibrary {
  const idsIn = (folder: string): readonly string[] =>
    (existsSync(folder) ? readdirSync(folder) : []).flatMap((name) =>
      name.endsWith('.yaml') ? [name.slice(0, -'.yaml'.length)] : [],
    );
  return {
    ids: () => [...new Set(folders.flatMap(idsIn))].sort(),
    find: (id) => {
      const file = /^[A-Za-z][A-Za-z0-9-]*$/.test(id)
        ? folders.map((folder) => join(folder, `${id}.yaml`)).find((one) => existsSync(one))
        : undefined;
      return file === undefined ? undefined : { file, text: readFileSync(file, 'utf8') };
    },
  };
}

/** No other packs: what extends one is refused. */
export const NO_PACKS: PackLibrary = { ids: () => [], find: () => undefined };
