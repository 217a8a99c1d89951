import type { ComplaintView } from '../../contracts/http/httpComplaint.ts';
import type { Actor } from '../../domain/case/event.ts';
import { unitsIn } from '../../domain/case/unitsIn.ts';
import { casesInFields, knownFields } from '../../domain/case/namedCases.ts';
import type { Locale } from '../../language/bilingual.ts';
import { unitNames } from '../../store/people/namesOf.ts';
import { knownCases } from '../../store/readModel/knownCases.ts';
import { presentView } from '../present/presentView.ts';
import type { ApiDependencies } from '../process/dependencies.ts';
import type { FoundCase } from './findCase.ts';

/** Without other cases that the actor may not see. */
export async function viewFor(
  { db }: ApiDependencies,
  { view, pack }: FoundCase,
  actor: Actor,
  locale: Locale,
): Promise<ComplaintView> {
  const defs = pack.engine.fields;
  const units = await unitNames(db, unitsIn(view.state));
  const { links, fields, ...rest } = presentView(view, pack, actor, locale, units);
  const known = await knownCases(db, [...links.map((link) => link.no), ...casesInFields(defs, fields)], actor);
  return { ...rest, links: links.filter((link) => known.has(link.no)), fields: knownFields(defs, fields, known) };
}
