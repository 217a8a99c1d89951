import { readCase } from '../store/caseView.ts';
import type { CaseView } from '../store/caseView.ts';
import type { ApiDependencies } from './dependencies.ts';
import type { ShelvedPack } from './packShelf.ts';
import { Problem } from './problem.ts';

/** The case of a path with the pack it was opened under; 404 when there is none. */
export async function findCase(deps: ApiDependencies, no: string | undefined): Promise<{ readonly view: CaseView; readonly pack: ShelvedPack }> {
  const view = /^[\w-]{1,40}$/.test(no ?? '') ? await readCase(deps.db, deps.keys, no ?? '') : undefined;
  if (view === undefined) throw new Problem(404, 'complaint-unknown', 'no complaint has this number');
  return { view, pack: await deps.packs.byHash(view.pack.hash) };
}
