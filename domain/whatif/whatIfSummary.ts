import { isBreach } from '../case/overdue.ts';
import type { Rejection } from '../case/rejection.ts';
import { firedRungs } from '../clocks/firedRungs.ts';
import type { Advance } from '../decide/withConsequences.ts';
import { own } from '../values/own.ts';
import type { LifeChange } from './lifeChanges.ts';

/** `after` is absent when the rules would not have taken the case. */
export type WhatIfCase = Readonly<{
  no: string;
  before: Advance;
  after?: Advance;
  notTaken?: Rejection;
  changes: readonly LifeChange[];
}>;

export type Counted = Readonly<{
  before: number;
  after: number;
}>;

export type WhatIfSummary = Readonly<{
  cases: number;
  same: number;
  changed: number;
  notTaken: number;
  /** By clock. */
  clocks: Readonly<Record<string, Readonly<{ ran: Counted; breached: Counted }>>>;
  /** Rungs by role. */
  told: Readonly<Record<string, Counted>>;
  classes: Readonly<Record<string, Counted>>;
}>;

/** A case not taken counts only on the side of what happened. */
export function whatIfSummary(cases: readonly WhatIfCase[]): WhatIfSummary {
  const notTaken = cases.filter((one) => one.after === undefined).length;
  const same = cases.filter(isSame).length;
  const ran = Object.entries(counted(cases, ({ state }) => state.clocks.map((clock) => clock.clock)));
  const breached = counted(cases, breachedClocks);
  const none = { before: 0, after: 0 };
  return {
    cases: cases.length,
    same,
    changed: cases.length - same - notTaken,
    notTaken,
    clocks: Object.fromEntries(ran.map(([id, count]) => [id, { ran: count, breached: own(breached, id) ?? none }])),
    told: counted(cases, ({ events }) => firedRungs(events).flatMap((rung) => rung.notify)),
    classes: counted(cases, ({ state }) => [state.class]),
  };
}

/** Taken, and nothing differs. */
export function isSame({ after, changes }: WhatIfCase): boolean {
  return after !== undefined && changes.length === 0;
}

/** One entry for each occurrence. */
export function breachedClocks({ state }: Advance): readonly string[] {
  return state.clocks.filter(isBreach).map((clock) => clock.clock);
}

function counted(cases: readonly WhatIfCase[], namesOf: (life: Advance) => readonly string[]): Record<string, Counted> {
  const counts = new Map<string, { before: number; after: number }>();
  for (const one of cases)
    for (const side of ['before', 'after'] as const) {
      const life = one[side];
      for (const name of life === undefined ? [] : namesOf(life)) {
        const count = counts.get(name) ?? { before: 0, after: 0 };
        count[side] += 1;
        counts.set(name, count);
      }
    }
  return Object.fromEntries(counts);
}
