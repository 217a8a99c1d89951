import { expect, it } from 'vitest';
import { OneLineOfTime } from '../../../cli/demo/oneLineOfTime.ts';

it('the demo tells what happened in one line of time, whichever case it looked at first', () => {
  const told: string[] = [];
  const time = new OneLineOfTime();
  const seen = (at: number, what: string): void => time.add(at, () => told.push(what));
  seen(5, 'second case lapses');
  seen(3, 'first case lapses');
  seen(9, 'second case goes up');
  time.tellUntil(6);
  expect(told).toEqual(['first case lapses', 'second case lapses']);
  seen(7, 'first case goes up');
  time.tellUntil(Number.POSITIVE_INFINITY);
  expect(told.slice(2)).toEqual(['first case goes up', 'second case goes up']);
});
