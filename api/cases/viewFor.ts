/** What somebody is shown of a case: other cases that it names only where they may know of those too. */

import type { ComplaintView } from '../../contracts/httpComplaint.ts';
import type { Actor } from '../../domain/case/actor.ts';
import { casesInFields, knownFields } from '../../domain/case/namedCases.ts';
import type { Locale } from '../../language/locale.ts';
import type { CaseView } from '../../store/readModel/caseView.ts';
import { knownCases } from '../../store/readModel/knownCases.ts';
import type { ApiDependencies } from '../process/dependencies.ts';
import type { RegisteredPack } from '../../client/packRegistry.ts';
import { presentView } from '../present/presentView.ts';

type Deps = Pick<ApiDependencies, 'db'>;

/** The view of a case for whoever asks. */
export async function viewFor(
  { db }: Deps,
  { view, pack }: { readonly view: CaseView; readonly pack: RegisteredPack },
  actor: Actor,
  locale: Locale,
): Promise<ComplaintView> {
  const { fields } = pack.engine;
  const made = presentView(view, pack, actor, locale);
  const named = [...made.links.map((link) => link.no), ...casesInFields(fields, made.fields)];
  const known = await knownCases(db, named, actor);
  return {
    ...made,
    links: made.links.filter((link) => known.has(link.no)),
    fields: knownFields(fields, made.fields, known),
  };
}
