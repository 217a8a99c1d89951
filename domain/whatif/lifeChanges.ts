/** What is different between a case as it happened and as it would have happened. */

import type { RecordedEvent } from '../case/event.ts';
import { firedRungs, type FiredRung } from '../clocks/firedRungs.ts';
import type { WhatIfRefusal } from './whatIfRun.ts';
import type { CaseState, ClockState, ClockStatus } from '../case/state.ts';

/** A case and the events that made it. */
export interface LivedCase {
  readonly state: CaseState;
  readonly events: readonly RecordedEvent[];
}

export interface ClockFate {
  readonly status: ClockStatus;
  readonly dueAt: number;
  /** Version of the calendar that says no last word yet of a day it is counted with; absent when it is settled. */
  readonly provisional?: string;
}

/**
 * `before` is what happened, `after` what would have; one of them is absent where the other has nothing like it. Case
 * time.
 */
export type LifeChange =
  | {
      readonly kind: 'clock';
      readonly clock: string;
      readonly occurrence: number;
      readonly before?: ClockFate;
      readonly after?: ClockFate;
    }
  | {
      readonly kind: 'rung';
      readonly clock: string;
      readonly occurrence: number;
      readonly rung: string;
      readonly before?: RungFate;
      readonly after?: RungFate;
    }
  | { readonly kind: 'class' | 'stage' | 'level'; readonly before: string; readonly after: string }
  | ({ readonly kind: 'refused' } & WhatIfRefusal);

export type RungFate = Pick<FiredRung, 'at' | 'notify' | 'escalatedTo'>;

/** All differences: class, stage and level first, then clocks, rungs and refusals. An empty list is the same life. */
export function lifeChanges(
  before: LivedCase,
  after: LivedCase & { readonly refused: readonly WhatIfRefusal[] },
): readonly LifeChange[] {
  const plain = (['class', 'stage', 'level'] as const).flatMap((kind): readonly LifeChange[] =>
    before.state[kind] === after.state[kind] ? [] : [{ kind, before: before.state[kind], after: after.state[kind] }],
  );
  return [
    ...plain,
    ...paired(clocksOf(before), clocksOf(after)).map(({ key: [clock = '', occurrence], ...fates }): LifeChange => ({
      kind: 'clock',
      clock,
      occurrence: Number(occurrence),
      ...fates,
    })),
    ...paired(rungsOf(before), rungsOf(after)).map(
      ({ key: [clock = '', occurrence, rung = ''], ...fates }): LifeChange => ({
        kind: 'rung',
        clock,
        occurrence: Number(occurrence),
        rung,
        ...fates,
      }),
    ),
    ...after.refused.map((one): LifeChange => ({ kind: 'refused', ...one })),
  ];
}

function clocksOf({ state }: LivedCase): ReadonlyMap<string, ClockFate> {
  return new Map(state.clocks.map((clock) => [`${clock.clock}/${clock.occurrence}`, clockFate(clock)]));
}

/** How a clock of a case ended, or how it stands. */
export function clockFate({ status, dueAt, provisional, calendarVersion }: ClockState): ClockFate {
  return { status, dueAt, ...(provisional === true ? { provisional: calendarVersion ?? '' } : {}) };
}

function rungsOf({ events }: LivedCase): ReadonlyMap<string, RungFate> {
  return new Map(
    firedRungs(events).map(({ clock, occurrence, rung, ...fate }) => [`${clock}/${occurrence}/${rung}`, fate]),
  );
}

/** Entries that are not the same on both sides; what only the right side has comes last. */
function paired<T>(
  left: ReadonlyMap<string, T>,
  right: ReadonlyMap<string, T>,
): readonly { readonly key: readonly string[]; readonly before?: T; readonly after?: T }[] {
  return [...new Set([...left.keys(), ...right.keys()])].flatMap((key) => {
    const [before, after] = [left.get(key), right.get(key)];
    if (JSON.stringify(before) === JSON.stringify(after)) return [];
    return [
      { key: key.split('/'), ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) },
    ];
  });
}
