/** Values of the facts that are made of several parts. */

import type { FactValue, Facts } from '../pack/condition.ts';
import { isBreach } from './overdue.ts';
import { own } from '../values/own.ts';
import type { ChannelDef, EnginePack } from '../pack/pack.ts';
import { memoizedFor, memoizedLatest } from './memoized.ts';
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

const channelFacts = memoizedFor((pack: EnginePack): ReadonlyMap<string, FactValue> => {
  const facts = ({
    external = false,
    headOffice = false,
    noHandDown = false,
  }: ChannelDef): { [key: string]: FactValue } => ({ external, headOffice, noHandDown });
  return new Map(Object.entries(pack.channels).map(([id, def]) => [id, { id, ...facts(def) }]));
});

/** How many dispatches there are, and how many are not answered. */
export const dispatchFacts = memoizedLatest((dispatches: CaseState['dispatches']): FactValue => ({
  count: dispatches.length,
  open: dispatches.filter((one) => one.status === 'open').length,
}));

/** How many requests wait, and for which approvals. */
export const approvalFacts = memoizedLatest((approvals: CaseState['approvals']): FactValue => {
  const pending = approvals.filter((one) => one.status === 'pending');
  return { pending: pending.length, asked: pending.map((one) => one.approval) };
});

/** The latest record of each step; most events leave the steps as they are. */
export const stepFacts = memoizedLatest((steps: CaseState['steps']): FactValue => {
  const facts: Record<string, FactValue> = {};
  for (const [id, step] of Object.entries(steps)) facts[id] = { ...(step.fields as Facts), id, count: step.count };
  return facts;
});

/** Of a clock that ran several times: the latest status, and whether any run was missed. */
export const clockFacts = memoizedLatest((clocks: CaseState['clocks']): FactValue => {
  const facts: Record<string, { status: string; missed: boolean; provisional: boolean; calendarAdjusted: boolean }> =
    {};
  for (const clock of clocks) {
    const missed = isBreach(clock) || (own(facts, clock.clock)?.missed ?? false);
    facts[clock.clock] = {
      status: clock.status,
      missed,
      provisional: clock.provisional ?? false,
      calendarAdjusted: clock.calendarAdjusted ?? false,
    };
  }
  return facts;
});
