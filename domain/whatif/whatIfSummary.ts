import type { Rejection } from '../case/rejection.ts';
import { firedRungs } from '../clocks/firedRungs.ts';
import type { LifeChange, LivedCase } from './lifeChanges.ts';
import { own } from '../values/own.ts';

/** One recorded case and what some rules would have made of it; `after` is absent when they would not have taken it. */
export interface WhatIfCase {
  readonly no: string;
  readonly before: LivedCase;
  readonly after?: LivedCase;
  readonly notTaken?: Rejection;
  readonly changes: readonly LifeChange[];
}

/** How often, as it happened and as it would have. */
export interface Counted {
  readonly before: number;
  readonly after: number;
}

export interface WhatIfSummary {
  readonly cases: number;
  readonly same: number;
  readonly changed: number;
  readonly notTaken: number;
  /** Per clock that ran on either side: how often it ran and how often its limit was breached. */
  readonly clocks: Readonly<Record<string, { readonly ran: Counted; readonly breached: Counted }>>;
  /** Rungs that each role was told of. */
  readonly told: Readonly<Record<string, Counted>>;
  readonly classes: Readonly<Record<string, Counted>>;
}

/** Adds the cases up. What would not have been taken counts on the side of what happened only. */
export function whatIfSummary(cases: readonly WhatIfCase[]): WhatIfSummary {
  const notTaken = cases.filter((one) => one.after === undefined).length;
  const same = cases.filter((one) => one.after !== undefined && one.changes.length === 0).length;
  const ran = counted(cases, ({ state }) => state.clocks.map((clock) => clock.clock));
  const breached = counted(cases, breachedClocks);
  const none = { before: 0, after: 0 };
  return {
    cases: cases.length,
    same,
    changed: cases.length - same - notTaken,
    notTaken,
    clocks: Object.fromEntries(
      Object.entries(ran).map(([clock, count]) => [clock, { ran: count, breached: own(breached, clock) ?? none }]),
    ),
    told: counted(cases, ({ events }) => firedRungs(events).flatMap((rung) => rung.notify)),
    classes: counted(cases, ({ state }) => [state.class]),
  };
}

/** Clocks of a case whose limit was breached, one entry for each occurrence. */
export function breachedClocks({ state }: LivedCase): readonly string[] {
  return state.clocks.filter((clock) => clock.missedAt !== undefined).map((clock) => clock.clock);
}

function counted(cases: readonly WhatIfCase[], names: (life: LivedCase) => readonly string[]): Record<string, Counted> {
  const counts = new Map<string, { before: number; after: number }>();
  const add = (life: LivedCase | undefined, side: 'before' | 'after'): void => {
    for (const name of life === undefined ? [] : names(life)) {
      const count = counts.get(name) ?? { before: 0, after: 0 };
      count[side] += 1;
      counts.set(name, count);
    }
  };
  for (const one of cases) {
    add(one.before, 'before');
    add(one.after, 'after');
  }
  return Object.fromEntries(counts);
}
