/** Folds events into a state without a pack: later rules can read any log. */

import type { AccessData, EventData, PackMigratedData, RecordedEvent } from './event.ts';
import { evolveApprovals } from './evolveApprovals.ts';
import { evolveClocks } from './evolveClocks.ts';
import { evolveDispatches } from './evolveDispatches.ts';
import type { CalendarDays } from '../time/calendar.ts';
import { own } from '../values/own.ts';
import type { CaseState } from './state.ts';

/** An event that the state already has changes nothing. */
export function evolve(state: CaseState | undefined, event: RecordedEvent): CaseState {
  if (state === undefined) return opened(event);
  if (event.seq <= state.seq) return state;
  // Assigned in place, as `changed` gives a new object: a copy would cost a third of the event.
  const next = Object.assign(changed(state, event), {
    seq: event.seq,
    clocks: evolveClocks(state, event),
    dispatches: evolveDispatches(state.dispatches, event),
    approvals: evolveApprovals(state.approvals, event),
  });
  return isUnattributed(event) ? Object.assign(next, UNATTRIBUTED) : next;
}

const UNATTRIBUTED = { unattributed: true } as const;
/** Nobody was named, or nobody but the installation of one machine. */
const UNNAMED: readonly string[] = ['unknown', 'local'];

/** What is refused is no act. */
function isUnattributed({ type, actor }: RecordedEvent): boolean {
  return UNNAMED.includes(actor.id) && type !== 'ActionRefused';
}

type EventOf<Type> = Extract<RecordedEvent, { readonly type: Type }>;

export function evolveAll(state: CaseState | undefined, events: readonly RecordedEvent[]): CaseState | undefined {
  return events.reduce<CaseState | undefined>(evolve, state);
}

function opened(event: RecordedEvent): CaseState {
  if (event.type !== 'CaseRegistered')
    throw new Error(`a case begins with CaseRegistered, not ${event.type} (seq ${event.seq})`);
  const { data, at } = event;
  // Spelled out: a rest of `data` makes this and every later state a third slower.
  return {
    seq: event.seq,
    stage: 'registered',
    object: data.object,
    category: data.category,
    entryCategory: data.category,
    unit: data.unit,
    entryUnit: data.unit,
    channels: [data.channel],
    level: data.level,
    entryLevel: data.level,
    levels: [{ level: data.level, seq: event.seq, since: at }],
    class: '',
    classes: [],
    anonymous: data.anonymous,
    fields: data.fields,
    flags: [],
    registeredAt: at,
    ...(data.accepted ? { acceptedAt: at } : {}),
    cycle: 1,
    steps: {},
    clocks: [],
    dispatches: [],
    approvals: [],
    links: data.repeatOf === undefined ? [] : [{ no: data.repeatOf, kind: 'repeat', at }],
    moves: 0,
    ...(isUnattributed(event) ? UNATTRIBUTED : {}),
    ...(data.handler === undefined ? {} : { handler: data.handler }),
    ...(data.bypass === undefined ? {} : { bypass: data.bypass }),
    ...(data.representatives === undefined ? {} : { representatives: data.representatives }),
    ...(data.calendar === undefined
      ? {}
      : { calendarVersion: data.calendar.version, calendarLayers: data.calendar.layers }),
  };
}

function changed(state: CaseState, event: RecordedEvent): CaseState {
  if (event.type === 'CaseReopened') return reopened(state, event.data.cycle, event.at);
  if (event.type === 'ClocksResumed') return resumed(state, event.data.until ?? event.at);
  if (event.type === 'PackMigrated') return migrated(state, event.data, event.at);
  if (event.type === 'AccessSet') return restricted(state, event.data);
  return { ...state, ...changes(state, event) };
}

function changes(state: CaseState, event: RecordedEvent): Partial<CaseState> {
  const { at } = event;
  switch (event.type) {
    case 'CaseImported':
      return { importedAt: at };
    case 'CaseAccepted':
      return { stage: 'accepted', acceptedAt: state.acceptedAt ?? at, ...event.data };
    case 'CaseRefused':
      return { stage: 'refused', closedAt: at, endReason: event.data.reason };
    case 'HandlerAssigned': {
      const { unit = state.unit } = event.data;
      return { ...event.data, moves: state.moves + (unit === state.unit ? 0 : 1) };
    }
    case 'DepartmentDispatched':
      return { moves: state.moves + 1 };
    case 'LevelChanged':
      return levelChanged(state, event);
    case 'CaseResolved':
      return {
        stage: 'resolved',
        resolvedAt: at,
        firstResolvedAt: state.firstResolvedAt ?? at,
        resolvedLevel: state.level,
        ...event.data,
      };
    case 'CaseClosed':
      return { stage: 'closed', closedAt: at, firstClosedAt: state.firstClosedAt ?? at };
    case 'CaseWithdrawn':
      return {
        stage: 'withdrawn',
        closedAt: at,
        ...(event.data.reason !== undefined && { outcome: event.data.reason, endReason: event.data.reason }),
      };
    case 'ClocksPaused': {
      const { clocks: _clocks, ...pause } = event.data;
      return { paused: { ...pause, seq: event.seq, since: at } };
    }
    case 'PauseMoved':
      return state.paused === undefined ? {} : { paused: { ...state.paused, until: event.data.to } };
    case 'PromiseMade':
      return promised(state, event.data);
    case 'CategoryChanged':
      return { category: event.data.to };
    case 'ChannelAdded':
      return { channels: [...state.channels, event.data.channel] };
    case 'CaseLinked':
      return { links: [...state.links, { ...event.data, at, actor: event.actor.id }] };
    case 'FieldsEdited':
      return { fields: { ...state.fields, ...event.data.fields } };
    case 'StepRecorded':
      return stepRecorded(state, event.data, at);
    case 'CaseMerged':
      return { stage: 'merged', closedAt: at, mergedInto: event.data.into };
    case 'CaseAbsorbed':
      return { absorbed: [...(state.absorbed ?? []), event.data.no] };
    case 'ClassChanged':
    case 'ClassAdjusted':
      return classChanged(state, event.data.to, at);
    case 'ClassFrozen':
      return { frozen: event.data };
    case 'CalendarPublished':
      return { calendar: event.data.calendar, calendarVersion: event.data.calendar.version, daysChangedAt: at };
    case 'ClosureOrdered':
      return {
        closures: [...(state.closures ?? []), { order: event.data.order, days: event.data.days }],
        daysChangedAt: at,
      };
    case 'ClosureLifted':
      return { closures: (state.closures ?? []).filter(({ order }) => order !== event.data.order), daysChangedAt: at };
    case 'RungFired':
      return flagged(state, event.data.flag);
    default:
      return {};
  }
}

function levelChanged(state: CaseState, { seq, at, data }: EventOf<'LevelChanged'>): Partial<CaseState> {
  const { to: level, clock } = data;
  const reached = clock === undefined ? { level, seq, since: at } : { level, seq, since: at, clock };
  return { level, levels: [...state.levels, reached], moves: state.moves + 1 };
}

function promised(state: CaseState, { promisedAt }: EventData['PromiseMade']): Partial<CaseState> {
  const { firstPromisedAt = promisedAt } = state;
  return { promisedAt, firstPromisedAt, fields: { ...state.fields, promisedAt } };
}

function classChanged(state: CaseState, to: string, since: number): Partial<CaseState> {
  return to === state.class ? {} : { class: to, classes: [...state.classes, { class: to, since }] };
}

function stepRecorded(
  state: CaseState,
  { step, fields, flag }: EventData['StepRecorded'],
  lastAt: number,
): Partial<CaseState> {
  const { count = 0, firstAt = lastAt } = own(state.steps, step) ?? {};
  return { steps: { ...state.steps, [step]: { count: count + 1, firstAt, lastAt, fields } }, ...flagged(state, flag) };
}

function flagged({ flags }: CaseState, flag: string | undefined): Partial<CaseState> {
  return flag === undefined || flags.includes(flag) ? {} : { flags: [...flags, flag] };
}

/** A new cycle forgets the ending; the old clocks stay as they ended. */
function reopened(state: CaseState, cycle: number, at: number): CaseState {
  const {
    closedAt: _closed,
    resolvedAt: _resolved,
    outcome: _outcome,
    firstContact: _first,
    resolvedLevel: _level,
    endReason: _reason,
    ...rest
  } = state;
  return { ...rest, stage: 'accepted', cycle, reopenedAt: at };
}

/** A handler who is kept away handles it no more. */
function restricted(state: CaseState, access: AccessData): CaseState {
  const { handler, ...rest } = state;
  const kept = handler !== undefined && access.recused?.includes(handler) !== true;
  return { ...rest, ...(kept ? { handler } : {}), access };
}

/** Other rules; other days only where the event says so. */
function migrated(state: CaseState, { to, calendar }: PackMigratedData, at: number): CaseState {
  return { ...(calendar === undefined ? state : { ...withDays(state, calendar), daysChangedAt: at }), pack: to };
}

/** `null`: without a calendar. */
export function withDays(state: CaseState, calendar: CalendarDays | null): CaseState {
  const { calendar: _days, calendarVersion: _version, calendarLayers: _layers, ...rest } = state;
  return calendar === null
    ? rest
    : { ...rest, calendar, calendarVersion: calendar.version, calendarLayers: calendar.layers };
}

function resumed({ paused, ...rest }: CaseState, to: number): CaseState {
  if (paused === undefined) return rest;
  const { until: _until, ...pause } = paused;
  return { ...rest, pauses: [...(rest.pauses ?? []), { ...pause, to }] };
}
