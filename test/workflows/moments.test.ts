import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { lapse } from '../../domain/decide/lapse.ts';
import { nextTimer } from '../../domain/clocks/nextTimer.ts';
import { CaseClock } from '../../workflows/run/caseClock.ts';
import { ladderPack } from '../support/rules/ladderPack.ts';
import { BASE, Given, HOUR, T0 } from '../support/rules/specification.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: T0 });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a timer that fires while the workflow is shown the moment of an earlier task', () => {
  it('is a moment reached: what it was set for lapses, so that every replay does the same', () => {
    const { state } = new Given();
    const clock = new CaseClock(BASE);
    const due = nextTimer(ladderPack, state)?.at ?? 0;
    expect(lapse(ladderPack, state, clock.now(), BASE).events).toEqual([]);
    clock.reached(due);
    expect(clock.now()).toBe(due);
    expect(lapse(ladderPack, state, clock.now(), BASE).events.map((event) => event.type)).toContain('RungFired');
  });

  it('never puts the clock back: once the clock has passed it, the clock counts', () => {
    const clock = new CaseClock(BASE);
    clock.reached(T0 + HOUR);
    clock.reached(T0);
    expect(clock.now()).toBe(T0 + HOUR);
    vi.setSystemTime(T0 + 2 * HOUR);
    expect(clock.now()).toBe(T0 + 2 * HOUR);
  });
});
