import type { TimelineItem } from '../../contracts/http/httpComplaint.ts';
import type { Actor, RecordedEvent } from '../../domain/case/event.ts';
import { casesInEvents } from '../../domain/case/namedCases.ts';
import type { Locale } from '../../language/bilingual.ts';
import { readLog } from '../../store/log/eventLog.ts';
import { unitNames } from '../../store/people/namesOf.ts';
import { knownCases } from '../../store/readModel/knownCases.ts';
import { presentTimeline } from '../present/presentTimeline.ts';
import type { ApiDependencies } from '../process/dependencies.ts';
import type { FoundCase } from './findCase.ts';

/** Without other cases that the actor may not see. `notes`: the prose that they may. */
export async function timelineFor(
  deps: ApiDependencies,
  { pack, view }: FoundCase,
  actor: Actor,
  locale: Locale,
  notes: Parameters<typeof presentTimeline>[3],
): Promise<readonly TimelineItem[]> {
  const events = await eventsOf(deps, view.no);
  const known = await knownCases(deps.db, casesInEvents(pack.engine, events), actor);
  const units = await unitNames(deps.db, events.flatMap(unitsOfEvent));
  return presentTimeline(view, pack, events, notes, locale, known, units);
}

/** Departments that a label names. */
function unitsOfEvent({ type, data }: RecordedEvent): readonly string[] {
  if (type === 'DepartmentDispatched') return [data.department];
  return type === 'DispatchRerouted' ? [data.from, data.department] : [];
}

export async function eventsOf({ db }: ApiDependencies, no: string): Promise<readonly RecordedEvent[]> {
  return (await readLog(db, no)).map((one) => one.event);
}
