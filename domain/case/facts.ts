/** What conditions may ask of a case. Always derived from events, never personal. */

import type { FactValue, Facts } from '../pack/condition.ts';
import { isBreach, isOverdue } from './overdue.ts';
import { own } from '../values/own.ts';
import type { ChannelDef, EnginePack } from '../pack/pack.ts';
import { memoizedFor, memoizedLatest, memoizedByState } from './memoized.ts';
import type { CaseState } from './state.ts';

/** The facts of a case under its pack: intake fields by name, and the derived ones listed below. */
export const factsOf = memoizedByState((pack, state): Facts => {
  // What is derived wins over a field of the same name.
  const facts: Record<string, FactValue> = {
    ...state.fields,
    object: state.object,
    category: state.category,
    channel: channelFact(pack, state.channels[0] ?? ''),
    channels: state.channels.map((id) => channelFact(pack, id)),
    level: levelFact(pack, state.level),
    entryLevel: levelFact(pack, state.entryLevel),
    unit: state.unit,
    stage: state.stage,
    class: state.class,
    repeat: state.links.some((link) => link.kind === 'repeat'),
    anonymous: state.anonymous,
    outcome: state.outcome ?? false,
    firstContact: state.firstContact ?? false,
    flags: state.flags,
    steps: stepFacts(state.steps),
    clocks: clockFacts(state.clocks),
    dispatches: dispatchFacts(state.dispatches),
    approvals: approvalFacts(state.approvals),
    moves: state.moves,
    paused: state.paused !== undefined,
    bypass: state.bypass ?? false,
    frozen: state.frozen !== undefined,
    representatives: state.representatives ?? 0,
    overdue: isOverdue(state),
    promised: state.promisedAt !== undefined,
  };
  if (state.resolvedLevel !== undefined) facts['resolvedLevel'] = levelFact(pack, state.resolvedLevel);
  return facts;
});

/** Position of a level, 0 for the lowest; -1 for one that the pack does not know. */
export function levelRank(pack: EnginePack, level: string): number {
  return pack.levels.findIndex((one) => one.id === level);
}

function levelFact(pack: EnginePack, level: string): FactValue {
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

const dispatchFacts = memoizedLatest((dispatches: CaseState['dispatches']): FactValue => ({
  count: dispatches.length,
  open: dispatches.filter((one) => one.status === 'open').length,
}));

/** How many requests wait, and for which approvals. */
const approvalFacts = memoizedLatest((approvals: CaseState['approvals']): FactValue => {
  const pending = approvals.filter((one) => one.status === 'pending');
  return { pending: pending.length, asked: pending.map((one) => one.approval) };
});

/** Most events leave the steps as they are. */
const stepFacts = memoizedLatest((steps: CaseState['steps']): FactValue => {
  const facts: Record<string, FactValue> = {};
  for (const [id, step] of Object.entries(steps)) facts[id] = { ...(step.fields as Facts), id, count: step.count };
  return facts;
});

/** Of a clock that ran several times: the latest status, and whether any run was missed. */
const clockFacts = memoizedLatest((clocks: CaseState['clocks']): FactValue => {
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
