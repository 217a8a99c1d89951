/** Clocks that the case would have had under the new version from the beginning. */

import { ALWAYS_CANCEL, clockStarted, subjectOf } from './clocks.ts';
import type { CaseEvent, RecordedEvent } from '../case/event.ts';
import { factsOf } from '../case/facts.ts';
import { matches, type Facts } from '../pack/condition.ts';
import type { ClockDef } from '../pack/clockDef.ts';
import { clockDefOf, type EnginePack } from '../pack/pack.ts';
import { sameJson } from '../values/sameJson.ts';
import type { CaseState } from '../case/state.ts';
import { matchFor, triggersOf, type TriggerMatch } from './triggers.ts';
import { evolve } from '../case/evolve.ts';

/** Clocks that `old` does not have, or starts otherwise. */
export function newlyStarting(old: EnginePack, next: EnginePack): readonly ClockDef[] {
  const begins = ({ start, when, per }: ClockDef): unknown => [start, when, per];
  return next.clocks.filter((def) => {
    const before = clockDefOf(old, def.id);
    return before === undefined || !sameJson(begins(before), begins(def));
  });
}

/**
 * Starts each from its start event, never from now, unless it has ended since. Conditions are asked of the case as it
 * is. A due moment in the past is marked: nobody owed it until now.
 */
export function lateStarts(
  old: EnginePack,
  next: EnginePack,
  state: CaseState,
  happened: readonly PastTrigger[],
  at: number,
): readonly CaseEvent[] {
  const facts = factsOf(next, state);
  return newlyStarting(old, next)
    .filter((def) => matches(def.when, facts))
    .flatMap((def) => {
      const known = state.clocks.filter((clock) => clock.clock === def.id);
      const missing = beginnings(def, state, happened, facts).filter(
        (one) => !known.some((clock) => clock.subject === one.subject) && !isOver(def, one.pastFiring, happened, facts),
      );
      return missing.flatMap(({ pastFiring, subject }, index) => {
        const occurrence = known.length + index + 1;
        return clockStarted(next, def, state, { from: pastFiring.at, at, occurrence, subject }).map(
          (event): CaseEvent => (event.data.dueAt > at || event.data.monitor === true ? event : marked(event)),
        );
      });
    });
}

type Beginning = Readonly<{
  pastFiring: PastTrigger;
  subject: string | undefined;
}>;

/** The first start for each subject; of promises the latest. */
function beginnings(
  def: ClockDef,
  state: CaseState,
  happened: readonly PastTrigger[],
  facts: Facts,
): readonly Beginning[] {
  let cycle = 1;
  const all = happened.flatMap((pastFiring): readonly Beginning[] => {
    if (pastFiring.on === 'reopened') cycle += 1;
    const starts = def.start.some((trigger) => matchFor(trigger, [pastFiring], facts) !== undefined);
    return starts ? [{ pastFiring, subject: subjectOf(def, pastFiring, { ...state, cycle }) }] : [];
  });
  if (def.per === 'promise') return all.slice(-1);
  return all.filter((one, index) => all.findIndex((other) => other.subject === one.subject) === index);
}

function isOver(def: ClockDef, begun: PastTrigger, happened: readonly PastTrigger[], facts: Facts): boolean {
  const ends = [...def.stop, ...(def.cancel ?? []), ...ALWAYS_CANCEL];
  return happened.some(
    (later) =>
      later.seq > begun.seq &&
      (later.dispatch === undefined || begun.dispatch === undefined || later.dispatch === begun.dispatch) &&
      ends.some((trigger) => matchFor(trigger, [later], facts) !== undefined),
  );
}

function marked(event: CaseEvent & { readonly type: 'ClockStarted' }): CaseEvent {
  return { ...event, data: { ...event.data, ruleAdjusted: true } };
}

/** `at` is case time; firings of one event share its `seq`. */
export interface PastTrigger extends TriggerMatch {
  readonly at: number;
  readonly seq: number;
}

/** What concerns these clocks, in order. */
export function pastFiringsFor(clocks: readonly ClockDef[], log: readonly RecordedEvent[]): readonly PastTrigger[] {
  const triggers = clocks.flatMap((def) => [...def.start, ...def.stop, ...(def.cancel ?? [])]);
  const names = new Set([...triggers, ...ALWAYS_CANCEL, { on: 'reopened' as const }].map((trigger) => trigger.on));
  const steps = new Set(triggers.map((trigger) => trigger.step));
  const concerns = (firing: TriggerMatch): boolean =>
    names.has(firing.on) && (firing.on !== 'step' || steps.has(firing.step));
  let state: CaseState | undefined;
  return log.flatMap((event) => {
    const firings = triggersOf(event, state).filter(concerns);
    state = evolve(state, event);
    return firings.map((firing): PastTrigger => ({ ...firing, at: event.at, seq: event.seq }));
  });
}
