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
  return Object.assign(changed(state, event), {
    seq: event.seq,
    clocks: evolveClocks(state.clocks, event),
    dispatches: evolveDispatches(state.dispatches, event),
    approvals: evolveApprovals(state.approvals, event),
  });
}

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
    unit: data.unit,
    channels: [data.channel],
    level: data.level,
    entryLevel: data.level,
    class: '',
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
    links: data.repeatOf === undefined ? [] : [{ no: data.repeatOf, kind: 'repeat' }],
    moves: 0,
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
      return { stage: 'refused', closedAt: at };
    case 'HandlerAssigned': {
      const { unit = state.unit } = event.data;
      return { ...event.data, moves: state.moves + (unit === state.unit ? 0 : 1) };
    }
    case 'DepartmentDispatched':
      return { moves: state.moves + 1 };
    case 'LevelChanged':
      return { level: event.data.to, moves: state.moves + 1 };
    case 'CaseResolved':
      return { stage: 'resolved', resolvedAt: at, resolvedLevel: state.level, ...event.data };
    case 'CaseClosed':
      return { stage: 'closed', closedAt: at };
    case 'CaseWithdrawn':
      return {
        stage: 'withdrawn',
        closedAt: at,
        ...(event.data.reason !== undefined && { outcome: event.data.reason }),
      };
    case 'ClocksPaused': {
      const { clocks: _clocks, ...pause } = event.data;
      return { paused: { ...pause, since: at } };
    }
    case 'PauseMoved':
      return state.paused === undefined ? {} : { paused: { ...state.paused, until: event.data.to } };
    case 'PromiseMade':
      return { promisedAt: event.data.promisedAt, fields: { ...state.fields, promisedAt: event.data.promisedAt } };
    case 'CategoryChanged':
      return { category: event.data.to };
    case 'ChannelAdded':
      return { channels: [...state.channels, event.data.channel] };
    case 'CaseLinked':
      return { links: [...state.links, event.data] };
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
      return { class: event.data.to };
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

function stepRecorded(
  state: CaseState,
  { step, fields, flag }: EventData['StepRecorded'],
  lastAt: number,
): Partial<CaseState> {
  const count = (own(state.steps, step)?.count ?? 0) + 1;
  return { steps: { ...state.steps, [step]: { count, lastAt, fields } }, ...flagged(state, flag) };
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
