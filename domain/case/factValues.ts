/** Values of the facts that are made of several parts. */

import type { FactValue } from '../pack/condition.ts';
import { isBreach } from './overdue.ts';
import { own } from '../values/own.ts';
import type { EnginePack } from '../pack/pack.ts';
import { memoized, memoizedFor } from './memoized.ts';
import type { CaseState } from './state.ts';

/** Position of a level, 0 for the lowest; -1 for one that the pack does not know. */
export function levelRank(pack: EnginePack, level: string): number {
  return pack.levels.findIndex((one) => one.id === level);
}

/** A level as conditions see it. */
export function levelFact(pack: EnginePack, level: string): FactValue {
  return levelFacts(pack).get(level) ?? { id: level, rank: -1 };
}

const levelFacts = memoizedFor(
  (pack: EnginePack): ReadonlyMap<string, FactValue> => new Map(pack.levels.map(({ id }, rank) => [id, { id, rank }])),
);

/** A channel as conditions see it. */
export function channelFact(pack: EnginePack, id: string): FactValue {
  return channelFacts(pack).get(id) ?? { id, external: false, headOffice: false, noHandDown: false };
}

const channelFacts = memoizedFor(
  ({ channels }: EnginePack): ReadonlyMap<string, FactValue> =>
    new Map(
      Object.entries(channels).map(([id, { external = false, headOffice = false, noHandDown = false }]) => [
        id,
        { id, external, headOffice, noHandDown },
      ]),
    ),
);

/** How many dispatches there are, and how many are not answered. */
export const dispatchFacts = memoized((dispatches: CaseState['dispatches']): FactValue => ({
  count: dispatches.length,
  open: dispatches.filter((one) => one.status === 'open').length,
}));

/** How many requests wait, and for which approvals. */
export const approvalFacts = memoized((approvals: CaseState['approvals']): FactValue => {
  const pending = approvals.filter((one) => one.status === 'pending');
  return { pending: pending.length, asked: pending.map((one) => one.approval) };
});

/** The latest record of each step; most events leave the steps as they are. */
export const stepFacts = memoized((steps: CaseState['steps']): FactValue => {
  const facts: Record<string, FactValue> = {};
  for (const [id, step] of Object.entries(steps)) facts[id] = { ...step.fields, id, count: step.count };
  return facts;
});

/** Of a clock that ran several times: the latest status, and whether any run was missed. */
export const clockFacts = memoized((clocks: CaseState['clocks']): FactValue => {
  const facts: Record<string, { status: string; missed: boolean; [mark: string]: FactValue }> = {};
  for (const clock of clocks) {
    const { status, provisional = false, calendarAdjusted = false } = clock;
    const missed = isBreach(clock) || (own(facts, clock.clock)?.missed ?? false);
    facts[clock.clock] = { status, missed, provisional, calendarAdjusted };
  }
  return facts;
});
