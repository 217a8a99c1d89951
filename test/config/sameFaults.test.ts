import { describe, expect, it } from 'vitest';
import { SameFaults } from '../../config/sameFaults.ts';

const away = (no: string, port = 5432): Parameters<SameFaults['isNew']>[0] => ({
  level: 'warn',
  msg: 'Activity failed',
  because: `connect ECONNREFUSED 127.0.0.1:${port}`,
  subject: no,
});

describe('a fault that comes again and again', () => {
  it('is said once, then counted with the cases it was about, and said again after it stayed away', () => {
    let now = 0;
    const faults = new SameFaults(() => now);
    expect(faults.isNew(away('a'))).toBe(true);
    expect([faults.isNew(away('b')), faults.isNew(away('c', 5433))]).toEqual([false, false]);
    now = 60_000;
    expect(faults.counted()).toEqual([{ ...away('a'), again: 2, seconds: 60, subjects: ['b', 'c'] }]);
    expect(faults.isNew(away('d'))).toBe(false);
    now = 90_000;
    expect(faults.counted()).toMatchObject([{ again: 1, seconds: 30, subjects: ['d'] }]);
    expect(faults.counted()).toEqual([]);
    expect(faults.isNew(away('e'))).toBe(true);
  });

  it('is another one when anything but a number in it differs', () => {
    const faults = new SameFaults(() => 0);
    expect(faults.isNew(away('a'))).toBe(true);
    expect(faults.isNew({ ...away('a'), because: 'connect ETIMEDOUT' })).toBe(true);
    expect(faults.isNew({ ...away('a'), level: 'error' })).toBe(true);
  });

  it('of too many kinds is counted as one: the memory of faults is bounded', () => {
    const faults = new SameFaults(() => 0);
    const word = (n: number): string => String(n).replace(/\d/g, (digit) => 'abcdefghij'.charAt(Number(digit)));
    const said = Array.from({ length: 1_000 }, (_, n) => faults.isNew({ level: 'warn', msg: word(n), because: '' }));
    expect(said.filter(Boolean)).toHaveLength(200);
    expect(faults.counted()).toMatchObject([{ msg: 'more kinds of faults than are told apart', again: 800 }]);
  });
});
