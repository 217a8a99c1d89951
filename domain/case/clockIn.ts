import type { ClockRef } from './clockEvent.ts';
import type { CaseState, ClockState } from './state.ts';

export function isSameClock(one: ClockRef, other: ClockRef): boolean {
  return one.clock === other.clock && one.occurrence === other.occurrence;
}

/** `undefined` where the case has no such clock. */
export function clockIn({ clocks }: Pick<CaseState, 'clocks'>, ref: ClockRef): ClockState | undefined {
  return clocks.find((one) => isSameClock(one, ref));
}
