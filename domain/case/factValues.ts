import type { FactValue } from '../pack/condition.ts';
import { isBreach } from './overdue.ts';
import { own } from '../values/own.ts';
import type { EnginePack } from '../pack/pack.ts';
import { memoized, memoizedFor } from '../values/memoized.ts';
import type { CaseState } from './state.ts';

/** 0 for the lowest; -1 for one that the pack does not know. */
export function levelRank(pack: EnginePack, level: string): number {
  return pack.levels.findIndex((one) => one.id === level);
}

export function levelFact(pack: EnginePack, level: string): FactValue {
  return levelFacts(pack).get(level) ?? { id: level, rank: -1 };
}

const levelFacts = memoizedFor(
  (pack: EnginePack): ReadonlyMap<string, FactValue> => new Map(pack.levels.map(({ id }, rank) => [id, { id, rank }])),
);

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

export const dispatchFacts = memoized((dispatches: CaseState['dispatches']): FactValue => ({
  count: dispatches.length,
  open: dispatches.filter((one) => one.status === 'open').length,
}));

export const approvalFacts = memoized((approvals: CaseState['approvals']): FactValue => {
  const pending = approvals.filter((one) => one.status === 'pending');
  return { pending: pending.length, asked: pending.map((one) => one.approval) };
});

export const stepFacts = memoized((steps: CaseState['steps']): FactValue => {
  const facts: Record<string, FactValue> = {};
  for (const [id, step] of Object.entries(steps)) facts[id] = { ...step.fields, id, count: step.count };
  return facts;
});

/** The latest status of each clock, and whether any occurrence was missed. */
export const clockFacts = memoized((clocks: CaseState['clocks']): FactValue => {
  const facts: Record<string, { status: string; missed: boolean; [mark: string]: FactValue }> = {};
  for (const clock of clocks) {
    const { status, provisional = false, calendarAdjusted = false } = clock;
    const missed = isBreach(clock) || (own(facts, clock.clock)?.missed ?? false);
    facts[clock.clock] = { status, missed, provisional, calendarAdjusted };
  }
  return facts;
});
