import { describe, expect, it } from 'vitest';
import { DemoNarrator } from '../../cli/demoNarrator.ts';
import type { DemoOptions } from '../../cli/demo.ts';
import type { DemoClock, DemoView } from '../../cli/demoClient.ts';

const reply: DemoClock = { rule: 'S1-T4', label: 'Reply', dueAt: '2026-12-31T16:00:00.000Z', provisional: false, calendarVersion: null };

/** What is said, without times and numbers of cases in front. */
function said(locale: 'zh' | 'en', tell: (narrator: DemoNarrator) => void): string {
  const lines: string[] = [];
  tell(new DemoNarrator({ locale, speed: 600, out: (line: string) => void lines.push(line) } as DemoOptions));
  return lines.join('\n');
}

function viewOf(...clocks: readonly DemoClock[]): DemoView {
  return { no: 'D20261231-000001', level: 'outlet', category: 'plain', stage: 'registered', class: 'complaint', clocks };
}

describe('the demonstration says', () => {
  it('of a due moment that waits for a calendar which one that is, and nothing of a settled one', () => {
    const waits = { ...reply, provisional: true, calendarVersion: 'cn-7' };
    expect(said('en', (narrator) => narrator.opened(viewOf(waits), 'x'))).toContain('(provisional, calendar cn-7)');
    expect(said('zh', (narrator) => narrator.opened(viewOf(waits), 'x'))).toContain('(暂定,日历 cn-7)');
    expect(said('en', (narrator) => narrator.opened(viewOf(reply), 'x'))).not.toContain('provisional');
  });

  it('how many rungs were early, as it was measured', () => {
    const lateness = { count: 3, early: 2, p50Ms: 1, p99Ms: 2, maxMs: 3 };
    expect(said('en', (narrator) => narrator.closing(lateness, 4, 5_000))).toContain('early 2.');
    expect(said('zh', (narrator) => narrator.closing(lateness, 4, 5_000))).toContain('提前 2。');
  });
});
