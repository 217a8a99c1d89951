/** Merging: one case ends and points at the other, which keeps the earlier due moment of every clock that both have. */

import { phrase } from '../../language/phrase.ts';
import type { ClockMove } from '../case/clockEvent.ts';
import { clockMoved, dueWith } from '../clocks/clockMoved.ts';
import { endOfPause } from '../clocks/pausing.ts';
import { defined, own } from '../values/own.ts';
import type { AbsorbedData, AccessData, CaseEvent, Cause } from '../case/event.ts';
import { isEnded, isOpen } from '../case/overdue.ts';
import type { ClockDef } from '../pack/clockDef.ts';
import { clockDefOf, type EnginePack } from '../pack/pack.ts';
import { reject, ok, type Result } from '../case/rejection.ts';
import { withConsequences, type Advance } from './withConsequences.ts';
import type { CaseState, ClockState } from '../case/state.ts';

/** What the surviving case learns. Instants in case time of the ended one. */
export type Handover = AbsorbedData &
  Readonly<{
    channels: readonly string[];
    /** Who may know of it. */
    access?: AccessData;
  }>;

/** Due moments still owed, and channels. A pause ends with the case. */
export function handoverOf(pack: EnginePack, no: string, state: CaseState, at: number): Handover {
  const { clocks, channels, access } = state;
  const owed = clocks.filter((clock) => isOpen(clock) && clockDefOf(pack, clock.clock)?.per !== 'dispatch');
  const dues = owed.map((one) => ({
    clock: one.clock,
    dueAt: endOfPause(pack, state, one, at)[0]?.data.to ?? one.dueAt,
    ...defined({ subject: one.subject }),
  }));
  return { no, dues, channels, ...defined({ access }) };
}

/**
 * Takes the other case in, once. Due moments only get earlier, also those of paused clocks, and may lie in the past
 * where the other case had missed them. Then a clock that this case had met was late: whoever complained was promised
 * the earlier moment.
 */
export function absorb(pack: EnginePack, state: CaseState, handover: Handover, cause: Cause): Result<Advance> {
  const { no, dues, channels, access } = handover;
  if (isEnded(state)) return reject('case-not-open', phrase('other-ended'));
  if (state.absorbed?.includes(no) === true) return ok({ state, events: [] });
  if (access?.roles !== undefined && access.roles.join() !== state.access?.roles?.join())
    return reject('merge-not-possible', phrase('same-roles-only'));
  const kept = state.access?.recused ?? [];
  const named = (access?.recused ?? []).filter((person) => !kept.includes(person));
  const added = channels.filter((one) => own(pack.channels, one) !== undefined && !state.channels.includes(one));
  // People named in one case are kept out of both.
  const barred: CaseEvent = { type: 'AccessSet', data: { ...state.access, recused: [...kept, ...named] } };
  const events: readonly CaseEvent[] = [
    { type: 'CaseAbsorbed', data: { no, dues } },
    ...(named.length === 0 ? [] : [barred]),
    ...added.map((channel): CaseEvent => ({ type: 'ChannelAdded', data: { channel } })),
    ...state.clocks.flatMap((clock) => earlier(pack, state, clock, handover)),
  ];
  return ok(withConsequences(pack, state, events, cause));
}

function earlier(pack: EnginePack, state: CaseState, clock: ClockState, { no, dues }: Handover): readonly CaseEvent[] {
  const def = clockDefOf(pack, clock.clock);
  if (def === undefined || !(clock.status === 'running' || clock.status === 'paused' || isMetLast(def, state, clock)))
    return [];
  const shared = dues.filter((due) => due.clock === def.id && (def.per !== 'level' || due.subject === clock.subject));
  const dueAt = Math.min(clock.dueAt, ...shared.map((due) => due.dueAt));
  if (dueAt === clock.dueAt || (clock.status === 'met' && dueAt >= (clock.stoppedAt ?? dueAt))) return [];
  const move: ClockMove = { kind: 'merged', dueAt, detail: no };
  const due = dueWith(pack, state, clock, [move]);
  return due === undefined ? [] : [clockMoved(clock, due, { reason: 'merge', detail: no, moves: [move] })];
}

/** Met, and not followed by another of its kind. */
function isMetLast({ id, per }: ClockDef, { clocks }: CaseState, clock: ClockState): boolean {
  const same = (one: ClockState): boolean => one.clock === id && (per !== 'level' || one.subject === clock.subject);
  return clock.status === 'met' && clock.monitor !== true && clocks.findLast(same) === clock;
}
