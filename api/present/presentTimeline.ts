import type { RegisteredPack } from '../../client/packRegistry.ts';
import type { TimelineItem } from '../../contracts/http/httpComplaint.ts';
import type { FieldValues, RecordedEvent } from '../../domain/case/event.ts';
import { isHidden, isHiddenRepeat, knownData, type KnownCases } from '../../domain/case/namedCases.ts';
import { plannedRungs } from '../../domain/clocks/plannedRungs.ts';
import type { EnginePack, FieldDef } from '../../domain/pack/pack.ts';
import type { TimeBase } from '../../domain/time/timeBase.ts';
import { defined, own } from '../../domain/values/own.ts';
import type { Locale } from '../../language/bilingual.ts';
import { EVENT_NAMES, NOT_TOLD } from '../../language/eventNames.ts';
import { say } from '../../language/phrase.ts';
import { named, type Names } from '../../store/people/namesOf.ts';
import type { CaseView } from '../../store/readModel/caseView.ts';
import { PackLabels } from './packLabels.ts';
import { moment, presentFields } from './presentView.ts';

/** In time order. `known`: other cases that the reader may see; `units`: what they are called. */
export function presentTimeline(
  { base, state, reference }: CaseView,
  { engine, authored }: RegisteredPack,
  events: readonly RecordedEvent[],
  notes: ReadonlyMap<string, Readonly<{ field: string; text: string }>>,
  locale: Locale,
  known: KnownCases,
  units: Names,
): readonly TimelineItem[] {
  const labels = new PackLabels(authored, locale);
  const imported = events.findLast(({ type }) => type === 'CaseImported')?.seq ?? 0;
  const unruled = isHiddenRepeat(events, known);
  const past = events
    .filter((event) => !isHidden(event, known))
    .map((event): TimelineItem => {
      const { at, seq, type, actor, occurredAt } = event;
      const prose = (event.notes ?? []).flatMap((id) => notes.get(id) ?? []);
      const data = presentData(event, base, engine, known);
      if (type === 'CaseRegistered' && reference !== undefined) data['reference'] = reference;
      // The rule of the class would reveal an earlier case.
      if (unruled && (type === 'ClassChanged' || type === 'ClassAdjusted')) delete data['rule'];
      return {
        at: moment(base, at),
        kind: 'event',
        label:
          type === 'RungFired' && seq < imported
            ? `${NOT_TOLD[locale]} · ${labelOfRung(event.data, labels)}`
            : labelOf(event, labels, base, units),
        seq,
        type,
        actor: { id: actor.id, unit: actor.unit, roles: [...actor.roles] },
        data,
        ...(occurredAt !== undefined && { occurredAt: moment(base, occurredAt) }),
        ...(prose.length > 0 && { notes: prose }),
      };
    });
  const planned = plannedRungs(engine, state).map((planning): TimelineItem => {
    const { at, clock, occurrence, rung, notify, escalate, provisional = false, calendarVersion = null } = planning;
    return {
      at: moment(base, at),
      kind: 'planned',
      label: labelOfRung(planning, labels),
      clock,
      occurrence,
      rung,
      notify: [...notify],
      provisional,
      calendarVersion,
      ...defined({ escalate }),
    };
  });
  return [...past, ...planned];
}

function labelOfRung(
  { clock, notify }: Readonly<{ clock: string; notify: readonly string[] }>,
  labels: PackLabels,
): string {
  return `${labels.clock(clock)} → ${notify.map((role) => labels.role(role)).join(', ')}`;
}

function labelOf(event: RecordedEvent, labels: PackLabels, base: TimeBase, units: Names): string {
  const name = EVENT_NAMES[event.type][labels.locale];
  const of = (detail: string): string => `${name} · ${detail}`;
  switch (event.type) {
    case 'ClockMoved': {
      const [from, to] = [event.data.from, event.data.to].map((at) => labels.due(base, at));
      return of(`${labels.clock(event.data.clock)}: ${from} → ${to}`);
    }
    case 'ClockStarted':
    case 'ClockStopped':
    case 'ClockCancelled':
    case 'ClockMissed':
      return of(labels.clock(event.data.clock));
    case 'PackMigrated':
      return of(`${event.data.from.version} → ${event.data.to.version}`);
    case 'RungFired':
      return of(labelOfRung(event.data, labels));
    case 'StepRecorded':
      return labels.action(event.data.step);
    case 'LevelChanged':
      return of(`${labels.level(event.data.from)} → ${labels.level(event.data.to)}`);
    case 'ClassChanged':
    case 'ClassAdjusted':
      return of(labels.class(event.data.to));
    case 'ActionRefused':
      return of(`${labels.action(event.data.action)}: ${say(event.data, labels.locale)}`);
    case 'ApprovalRequested':
      return of(labels.approval(event.data.approval));
    case 'CategoryChanged':
      return of(labels.category(event.data.to));
    case 'DepartmentDispatched':
      return of(named(units, event.data.department));
    case 'DispatchRerouted':
      return of(`${named(units, event.data.from)} → ${named(units, event.data.department)}`);
    case 'PromiseMade':
      return of(labels.due(base, event.data.promisedAt));
    case 'CaseResolved':
      return event.data.outcome === undefined ? name : of(labels.code(event.data.outcome));
    default:
      return name;
  }
}

const MOMENTS = ['startedAt', 'dueAt', 'targetAt', 'promisedAt', 'until'];

/**
 * Moments as wall clock time and fields in outside form, without internal data (how a due moment is counted, days,
 * clocks of a migration).
 */
function presentData(
  event: RecordedEvent,
  base: TimeBase,
  pack: EnginePack,
  known: KnownCases,
): Record<string, unknown> {
  const { because: _, requester: _1, moves: _2, ...data } = knownData(pack, event, known);
  if (event.type === 'PackMigrated') for (const name of ['clocks', 'calendar']) delete data[name];
  for (const name of MOMENTS) {
    const at = own(data, name);
    if (typeof at === 'number') data[name] = moment(base, at);
  }
  if (event.type === 'ClockMoved' || event.type === 'PauseMoved')
    Object.assign(data, { from: moment(base, event.data.from), to: moment(base, event.data.to) });
  const defs = fieldsOf(event, pack);
  if (defs !== undefined) data['fields'] = presentFields(defs, (data['fields'] ?? {}) as FieldValues, base);
  return data;
}

function fieldsOf(event: RecordedEvent, pack: EnginePack): Readonly<Record<string, FieldDef>> | undefined {
  switch (event.type) {
    case 'StepRecorded':
      return own(pack.actions, event.data.step)?.fields ?? {};
    case 'ApprovalRequested':
      return own(pack.actions, event.data.action)?.fields ?? {};
    case 'CaseRegistered':
    case 'FieldsEdited':
      return pack.fields;
    default:
      return undefined;
  }
}
