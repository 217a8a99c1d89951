/** What somebody is shown of a case: other cases that it names only where they may know of those too. */

import type { ComplaintView } from '../contracts/httpComplaint.ts';
import type { Actor } from '../domain/actor.ts';
import { casesInFields, knownFields } from '../domain/namedCases.ts';
import type { CaseView } from '../store/caseView.ts';
import { knownCases } from '../store/knownCases.ts';
import type { ApiDependencies } from './dependencies.ts';
import type { ShelvedPack } from './packShelf.ts';
import { presentView } from './presentView.ts';

type Deps = Pick<ApiDependencies, 'db'>;

/** The view of a case for whoever asks. */
export async function viewFor(
  deps: Deps,
  { view, pack }: { readonly view: CaseView; readonly pack: ShelvedPack },
  actor: Actor,
  locale: 'zh' | 'en',
): Promise<ComplaintView> {
  return keptViewFor(deps, presentView(view, pack, actor, locale), pack, actor);
}

/** A view that was made before, as its reader may see it now: their rights may have changed since. */
export async function keptViewFor<T extends Pick<ComplaintView, 'links' | 'fields'>>(
  { db }: Deps,
  view: T,
  { engine }: ShelvedPack,
  actor: Actor,
): Promise<T> {
  const named = [...view.links.map((link) => link.no), ...casesInFields(engine.fields, view.fields)];
  const known = await knownCases(db, named, actor);
  return {
    ...view,
    links: view.links.filter((link) => known.has(link.no)),
    fields: knownFields(engine.fields, view.fields, known),
  };
}
