import { describe, expect, it } from 'vitest';
import { DemoNarrator } from '../../../cli/demo/demoNarrator.ts';
import type { DemoOptions } from '../../../cli/demo/demoOptions.ts';
import type { DemoClock, DemoEntry, DemoView } from '../../../cli/demo/demoClient.ts';
import { demoSummary } from '../../../cli/demo/demoSummary.ts';

const reply: DemoClock = {
  rule: 'S1-T4',
  label: 'Reply',
  dueAt: '2026-12-31T16:00:00.000Z',
  provisional: false,
  calendarVersion: null,
};

/** What is said, without times and numbers of cases in front. */
function said(locale: 'zh' | 'en', tell: (narrator: DemoNarrator) => void): string {
  const lines: string[] = [];
  tell(new DemoNarrator({ locale, speed: 600, out: (line: string) => void lines.push(line) } as DemoOptions));
  return lines.join('\n');
}

function viewOf(...clocks: readonly DemoClock[]): DemoView {
  return {
    no: 'D20261231-000001',
    level: 'outlet',
    category: 'plain',
    stage: 'registered',
    class: 'complaint',
    clocks,
  };
}

describe('the demonstration says', () => {
  it('of a due moment that waits for a calendar which one that is, and nothing of a settled one', () => {
    const waits = { ...reply, provisional: true, calendarVersion: 'cn-7' };
    expect(said('en', (narrator) => narrator.opened(viewOf(waits), 'x'))).toContain('(provisional, calendar cn-7)');
    expect(said('zh', (narrator) => narrator.opened(viewOf(waits), 'x'))).toContain('(暂定,日历 cn-7)');
    expect(said('en', (narrator) => narrator.opened(viewOf(reply), 'x'))).not.toContain('provisional');
  });

  it('what came of its own cases: what arrived, what did not, and what was early by the database’s clock', () => {
    const at = (ms: number): string => new Date(ms).toISOString();
    const sent = { messageKey: 'm1', status: 'delivered', plannedAt: at(1_000), deliveredAt: at(1_020) };
    const fired = (lateMs: number): DemoEntry => ({ at: at(0), kind: 'event', type: 'RungFired', data: { lateMs } });
    const summary = demoSummary(
      [fired(30), fired(10), fired(20), { at: at(0), kind: 'event', type: 'ClockMissed' }],
      [
        sent,
        sent,
        { ...sent, messageKey: 'm2', deliveredAt: at(999) },
        { ...sent, messageKey: 'm3', status: 'failing', deliveredAt: null },
      ],
    );
    expect(summary).toEqual({ rungs: 3, p50Ms: 20, p99Ms: 30, maxMs: 30, told: 2, undelivered: 1, early: 1 });
    expect(said('en', (narrator) => narrator.closing(summary, 5_000))).toContain(
      '3 rungs fired, 2 messages arrived, 1 notifications did not',
    );
    expect(said('en', (narrator) => narrator.closing(summary, 5_000))).toContain('early 1.');
    expect(said('zh', (narrator) => narrator.closing(demoSummary([], []), 5_000))).toContain('最大 - 毫秒;提前 0。');
  });
});
