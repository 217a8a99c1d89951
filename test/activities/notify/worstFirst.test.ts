import { expect, it } from 'vitest';
import { worstFirst } from '../../../activities/notify/worstFirst.ts';
import type { ClockState } from '../../../domain/case/state.ts';
import type { Fate } from '../../../domain/notify/fateOf.ts';

const DUE = 1_000;
const clocks = { mild: { title: { zh: '', en: '' }, severity: 1 }, severe: { title: { zh: '', en: '' }, severity: 9 } };

function fate(
  clock: keyof typeof clocks | 'notice',
  plannedAt?: number,
  status: ClockState['status'] = 'missed',
): Fate {
  const key = `${clock}/1/${plannedAt ?? 'notice'}-${status}`;
  const planned = plannedAt === undefined ? {} : { plannedAt, dueAt: DUE };
  const state = { status, ...(status === 'late' ? { stoppedAt: DUE } : {}) } as ClockState;
  return { item: { key, message: '', notify: [], title: '', at: 0, ...planned }, clock: state, since: [] };
}

it('what is told together stands under the worst that is still open, however severe the clock of what is done', () => {
  const told = [
    fate('notice'),
    fate('severe', DUE - 1, 'running'),
    fate('severe', DUE, 'late'),
    fate('severe', DUE + 1),
    fate('mild', DUE),
    fate('severe', DUE),
  ];
  expect(worstFirst({ clocks }, told).map(({ item }) => item.key)).toEqual([
    'severe/1/1000-missed',
    'mild/1/1000-missed',
    'severe/1/1001-missed',
    'severe/1/1000-late',
    'severe/1/999-running',
    'notice/1/notice-missed',
  ]);
});
