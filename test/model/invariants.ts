/** What must hold of every life of a case, whatever people do and whenever, as far as the rules can promise it. */

import type { RecordedEvent } from '../../domain/case/event.ts';
import { evolve, evolveAll } from '../../domain/case/evolve.ts';
import { scheduledOf } from '../../domain/clocks/scheduled.ts';
import { whatIfAlone } from '../support/rules/whatIfAlone.ts';
import { recordedCase } from '../../domain/whatif/recordedCase.ts';
import type { Life } from './randomLife.ts';

/** Says what a life breaks; an empty list is a life that keeps the promise. */
type Invariant = (life: Life) => readonly string[];

/** Each promise by its sentence. */
export const INVARIANTS: Readonly<Record<string, Invariant>> = {
  'no rung fires early and none fires twice': ({ events }) => {
    const fired = events.filter((event) => event.type === 'RungFired');
    const keys = fired.map((event) => `${event.data.clock}/${event.data.occurrence}/${event.data.rung}`);
    const early = fired
      .filter((event) => event.at < event.data.dueAt)
      .map((event) => `${event.data.clock}/${event.data.rung} fired early`);
    return [...early, ...keys.filter((key, index) => keys.indexOf(key) !== index).map((key) => `${key} fired twice`)];
  },

  'no rung is skipped: whatever is still planned lies ahead': ({ pack, state, now }) =>
    scheduledOf(pack, state)
      .filter((instant) => instant.at <= now)
      .map(
        (instant) =>
          `${instant.kind === 'resume' ? 'a resumption' : `${instant.clock.clock}/${instant.rung?.id ?? 'due'}`} is ` +
          `planned in the past`,
      ),

  'a clock is met or missed, never both, and met means in time': ({ state }) =>
    state.clocks.flatMap((clock) => {
      const name = `${clock.clock}/${clock.occurrence}`;
      if (clock.status === 'met' && (clock.missedAt !== undefined || (clock.stoppedAt ?? Infinity) > clock.dueAt))
        return [`${name} is met and was not stopped in time`];
      return (clock.status === 'late' || clock.status === 'missed') && clock.missedAt !== clock.dueAt
        ? [`${name} is ${clock.status} and was not missed at its due moment`]
        : [];
    }),

  'a due moment moves only by a recorded event': ({ events, state }) => {
    const dues = new Map<string, number>();
    for (const event of events) {
      if (event.type === 'ClockStarted') dues.set(`${event.data.clock}/${event.data.occurrence}`, event.data.dueAt);
      if (event.type === 'ClockMoved') dues.set(`${event.data.clock}/${event.data.occurrence}`, event.data.to);
    }
    return state.clocks
      .filter((clock) => clock.dueAt !== dues.get(`${clock.clock}/${clock.occurrence}`))
      .map((clock) => `${clock.clock} moved without an event`);
  },

  'an explanation adds up from the start to the due moment without a gap': ({ state }) =>
    state.clocks.flatMap((clock) => {
      const parts = clock.because;
      const whole = parts[0]?.from === clock.startedAt && parts.at(-1)?.to === clock.dueAt;
      const joined = parts.every((part, index) => index === 0 || part.from === parts[index - 1]?.to);
      return whole && joined ? [] : [`the explanation of ${clock.clock}/${clock.occurrence} does not add up`];
    }),

  'the state is the fold of the events, and replaying any prefix twice changes nothing': ({ events, state }) => {
    const folded = evolveAll(undefined, events);
    const again = events.slice(0, Math.ceil(events.length / 2)).reduce(evolve, state);
    return [
      ...(same(folded, state) ? [] : ['the fold of the events is another state']),
      ...(same(again, state) ? [] : ['a prefix replayed twice changes the state']),
    ];
  },

  'events are numbered without a gap, have ids of their own, and nothing stands before what fell due earlier': ({
    events,
  }) => [
    ...(events.every((event, index) => event.seq === index + 1) ? [] : ['the numbers have a gap']),
    ...(new Set(events.map((event) => event.id)).size === events.length ? [] : ['two events share an id']),
    ...events.slice(1).flatMap((event, index) => {
      const before = events[index];
      return before !== undefined && event.at < before.at ? [`time runs backwards at event ${event.seq}`] : [];
    }),
  ],

  'living it again under the same rules gives the same events': (life) => {
    const again = whatIfAlone(life.pack, recordedCase(life.events, life.base), {
      base: life.base,
      until: life.now,
      knownFields: Object.keys(life.pack.fields),
    });
    if (!again.ok) return [`the rules no longer take it: ${again.rejection.code}`];
    const refused = again.value.refused.map((one) => `${one.action} is refused when it is done again: ${one.code}`);
    const differs = life.events.findIndex((event, index) => !same(event, again.value.events[index]));
    const other = again.value.events[differs];
    if (differs >= 0)
      return [
        ...refused,
        `event ${differs + 1} (${life.events[differs]?.type ?? ''}) becomes ` +
          (other === undefined ? 'nothing' : describe(other)),
      ];
    return again.value.events.length === life.events.length
      ? refused
      : [...refused, `${again.value.events.length - life.events.length} more events`];
  },
};

/** Every promise that a life breaks, with what exactly. */
export function brokenPromises(life: Life): readonly string[] {
  return Object.entries(INVARIANTS).flatMap(([promise, check]) => check(life).map((what) => `${promise}: ${what}`));
}

function describe(event: RecordedEvent): string {
  return `${event.type} ${JSON.stringify(event.data)} at ${event.at}`;
}

/** Equal as data, whatever the order of keys. */
function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => same((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]))
  );
}
