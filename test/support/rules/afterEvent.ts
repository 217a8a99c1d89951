import type { CaseEvent, RecordedEvent } from '../../../domain/case/event.ts';
import { evolve } from '../../../domain/case/evolve.ts';
import type { CaseState } from '../../../domain/case/state.ts';
import { expectPlain, T0 } from './specification.ts';

export const ACTOR = { id: 'somebody', unit: 'desk-a', roles: ['handler'] };

/** An event as it is recorded. */
export function recorded(event: CaseEvent, seq = 2, at = T0): RecordedEvent {
  return { ...event, id: `x#${seq}`, seq, at, actor: ACTOR };
}

/** The case after one more event. */
export function afterEvent(state: CaseState, event: CaseEvent, at: number): CaseState {
  const next = evolve(state, recorded(event, state.seq + 1, at));
  expectPlain(next);
  return next;
}

/** What one more event changes of a case. */
export function changedBy(event: CaseEvent, state: CaseState, at: number): Partial<CaseState> {
  const changes = Object.entries(afterEvent(state, event, at)).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(state[name as keyof CaseState]),
  );
  return Object.fromEntries(changes.filter(([name]) => name !== 'seq'));
}
