/** A case as it happened against what it would have been. */

import type { ClockRef } from '../case/clockEvent.ts';
import type { ClockState } from '../case/state.ts';
import { firedRungs, type FiredRung } from '../clocks/firedRungs.ts';
import { provisionalVersion } from '../clocks/provisionalOf.ts';
import type { Advance } from '../decide/withConsequences.ts';
import { defined } from '../values/own.ts';
import type { WhatIf, WhatIfRefusal } from './whatIfRun.ts';

export interface ClockFate extends Pick<ClockState, 'status' | 'dueAt'> {
  /** Calendar version, while provisional. */
  readonly provisional?: string;
}

export type RungFate = Pick<FiredRung, 'at' | 'notify' | 'escalatedTo'>;

/** A side that lacks the thing is absent. Case time. */
type Sides<T> = Readonly<{
  before?: T;
  after?: T;
}>;

export type LifeChange =
  | ({ readonly kind: 'clock' } & ClockRef & Sides<ClockFate>)
  | (Readonly<{ kind: 'rung'; rung: string }> & ClockRef & Sides<RungFate>)
  | ({ readonly kind: 'class' | 'stage' | 'level' } & Required<Sides<string>>)
  | ({ readonly kind: 'refused' } & WhatIfRefusal);

/** Class, stage and level first, then clocks, rungs and refusals; empty for the same life. */
export function lifeChanges(before: Advance, after: WhatIf): readonly LifeChange[] {
  return [
    ...(['class', 'stage', 'level'] as const)
      .map((kind) => ({ kind, before: before.state[kind], after: after.state[kind] }))
      .filter((change) => change.before !== change.after),
    ...differing(clocksOf(before), clocksOf(after)).map((one) => ({ kind: 'clock' as const, ...one })),
    ...differing(rungsOf(before), rungsOf(after)).map((one) => ({ kind: 'rung' as const, ...one })),
    ...after.refused.map((one) => ({ kind: 'refused' as const, ...one })),
  ];
}

export function clockFate(clock: ClockState): ClockFate {
  return defined({ status: clock.status, dueAt: clock.dueAt, provisional: provisionalVersion(clock) });
}

type Fated<R, T> = readonly [R, T];

function clocksOf({ state }: Advance): readonly Fated<ClockRef, ClockFate>[] {
  return state.clocks.map((one) => [{ clock: one.clock, occurrence: one.occurrence }, clockFate(one)]);
}

function rungsOf({ events }: Advance): readonly Fated<ClockRef & { readonly rung: string }, RungFate>[] {
  return firedRungs(events).map(({ clock, occurrence, rung, ...fate }) => [{ clock, occurrence, rung }, fate]);
}

/** What differs between the sides; what only the right has comes last. */
function differing<R, T>(left: readonly Fated<R, T>[], right: readonly Fated<R, T>[]): readonly (R & Sides<T>)[] {
  const [before, after] = [left, right].map((side) => new Map(side.map(([of, fate]) => [JSON.stringify(of), fate])));
  const all = new Map([...left, ...right].map(([of]) => [JSON.stringify(of), of]));
  return [...all]
    .map(([key, of]) => ({ of, before: before?.get(key), after: after?.get(key) }))
    .filter((one) => JSON.stringify(one.before) !== JSON.stringify(one.after))
    .map(({ of, ...fates }) => ({ ...of, ...defined(fates) }));
}
