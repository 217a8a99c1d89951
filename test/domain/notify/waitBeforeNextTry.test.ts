import { expect, it } from 'vitest';
import { waitBeforeNextTry } from '../../../domain/notify/waitBeforeNextTry.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

it.each([
  ['at first two seconds', 0, 2_000],
  ['as long as it has been tried', 64_000, 64_000],
  ['ten minutes at most in the first hours', 40 * MINUTE, 10 * MINUTE],
  ['a tenth of what it has been tried', 5 * HOUR, 30 * MINUTE],
  ['an hour at most', 90 * HOUR, HOUR],
])('a message waits %s', (_, tried, wait) => expect(waitBeforeNextTry(tried)).toBe(wait));

it('tries a week in fewer than two hundred tries', () => {
  let tries = 0;
  for (let tried = 0; tried < 7 * 24 * HOUR; tried += waitBeforeNextTry(tried)) tries += 1;
  expect(tries).toBeLessThan(200);
});

it('is not late for the moment at which somebody else is to be told', () => {
  expect(waitBeforeNextTry(3 * HOUR + 59 * MINUTE, MINUTE)).toBe(MINUTE);
});
