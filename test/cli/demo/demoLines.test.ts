import { describe, expect, it } from 'vitest';
import { sayClosing, sayOpened } from '../../../cli/demo/demoLines.ts';
import { demoSummary } from '../../../cli/demo/demoSummary.ts';
import { outputIn, type Output } from '../../../cli/output/output.ts';
import { plain } from '../../../language/bilingual.ts';

type View = Parameters<typeof sayOpened>[1];
const reply = {
  rule: 'S1-T4',
  label: 'Reply',
  dueAt: '2026-12-31T16:00:00.000Z',
  provisional: false,
  calendarVersion: null,
} as View['clocks'][number];

function said(locale: 'zh' | 'en', tell: (out: Output) => void): string {
  const lines: string[] = [];
  tell(outputIn(locale, (line) => void lines.push(line)));
  return lines.join('\n');
}

const viewOf = (clock: typeof reply): View => ({ no: 'D20261231-000001', clocks: [clock] });

describe('the demonstration says', () => {
  it('of a due moment that waits for a calendar which one that is, and nothing of a settled one', () => {
    const waits = { ...reply, provisional: true, calendarVersion: 'cn-7' };
    expect(said('en', (out) => sayOpened(out, viewOf(waits), plain('x')))).toContain('(provisional, calendar cn-7)');
    expect(said('zh', (out) => sayOpened(out, viewOf(waits), plain('x')))).toContain('(暂定,日历 cn-7)');
    expect(said('en', (out) => sayOpened(out, viewOf(reply), plain('x')))).not.toContain('provisional');
  });

  it('what came of its own cases: what arrived, what did not, and what was early by the database’s clock', () => {
    const at = (ms: number): string => new Date(ms).toISOString();
    const sent = { messageKey: 'm1', status: 'delivered' as const, plannedAt: at(1_000), deliveredAt: at(1_020) };
    const fired = (lateMs: number): Parameters<typeof demoSummary>[0][number] => ({
      type: 'RungFired',
      data: { lateMs },
    });
    const summary = demoSummary(
      [fired(30), fired(10), fired(20), { type: 'ClockMissed' }],
      [
        sent,
        sent,
        { ...sent, messageKey: 'm2', deliveredAt: at(999) },
        { ...sent, messageKey: 'm3', status: 'failing' as const, deliveredAt: null },
      ],
    );
    expect(summary).toEqual({ rungs: 3, p50Ms: 20, p99Ms: 30, maxMs: 30, told: 2, undelivered: 1, early: 1 });
    expect(said('en', (out) => sayClosing(out, summary, 5_000))).toContain(
      '3 rungs fired, 2 messages arrived, 1 notifications did not',
    );
    expect(said('en', (out) => sayClosing(out, summary, 5_000))).toContain('early 1.');
    expect(said('zh', (out) => sayClosing(out, demoSummary([], []), 5_000))).toContain('最大 - 毫秒;提前 0。');
  });
});
