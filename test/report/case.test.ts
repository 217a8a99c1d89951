import { describe, expect, it } from 'vitest';
import type { TimelineItem } from '../../contracts/http/httpComplaint.ts';
import { renderHtml } from '../../report/html/renderHtml.ts';
import type { CaseInput } from '../../report/case/caseInput.ts';
import { caseReport } from '../../report/case/caseReport.ts';
import { span } from '../../report/case/clockTable.ts';

const HEAD = { id: 'w-1', unit: 'outlet-renminlu', roles: ['handler'] };
const item = (at: string, type: string, label: string, data: Record<string, unknown> = {}): TimelineItem => ({
  at,
  kind: 'event',
  type,
  label,
  actor: type === 'RungFired' || type === 'ClockMissed' ? { id: '', unit: '', roles: [] } : HEAD,
  data,
});
const clock = (more: Partial<CaseInput['view']['clocks'][number]>): CaseInput['view']['clocks'][number] => ({
  id: 'reply',
  rule: 'S1-T4',
  occurrence: 1,
  label: 'Reply to the customer',
  status: 'met',
  startedAt: '2026-11-23T09:00:00+08:00',
  targetAt: null,
  dueAt: '2026-11-23T13:00:00+08:00',
  dueLabel: '',
  stoppedAt: '2026-11-23T12:00:00+08:00',
  provisional: false,
  calendarVersion: null,
  calendarAdjusted: false,
  monitor: false,
  ...more,
});

const INPUT: CaseInput = {
  locale: 'en',
  stamp: '2026-11-24T02:00:00Z',
  zone: 'Asia/Shanghai',
  view: {
    no: 'TS-2026-000007',
    pack: { id: 'cutover-emergency', version: '1.3.0', hash: 'h' },
    flags: [],
    clocks: [
      clock({}),
      clock({ id: 'report', label: 'Report the result', stoppedAt: '2026-11-23T15:20:00+08:00', status: 'missed' }),
      clock({ id: 'call', label: 'Call back', stoppedAt: null, dueAt: '2026-11-25T09:00:00+08:00', status: 'running' }),
      clock({ id: 'loss', label: 'Formal loss report', status: 'cancelled' }),
    ],
    registeredAt: '2026-11-23T09:00:00+08:00',
    acceptedAt: '2026-11-23T09:00:00+08:00',
    resolvedAt: null,
    closedAt: null,
    promisedAt: null,
  },
  timeline: [
    item('2026-11-23T09:00:00+08:00', 'CaseRegistered', 'Registered', { complainant: 'never shown' }),
    item('2026-11-23T13:00:00+08:00', 'ClockMissed', 'Lapsed · Report the result'),
    item('2026-11-23T13:00:00+08:00', 'RungFired', 'Told · Report the result → Branch group', {
      notify: ['branch-group'],
    }),
    item('2026-11-23T15:20:00+08:00', 'StepRecorded', 'Report the result'),
  ],
  names: {
    pack: 'Cutover',
    category: 'Urgent cash',
    channel: 'Outlet',
    unit: '人民路',
    class: 'Formal',
    level: 'Branch',
  },
  roleName: (role) => (role === 'branch-group' ? 'Branch group' : 'Handler'),
};

describe('the retrospective of one complaint', () => {
  const page = renderHtml(caseReport(INPUT));

  it('says why it is made', () => {
    expect(page).toContain('is looked back on because: a time limit was missed.');
    const calm = { ...INPUT, timeline: INPUT.timeline.slice(0, 1) };
    expect(renderHtml(caseReport(calm))).toContain('no limit was missed');
    const again = [...calm.timeline, item('2026-11-24T09:00:00+08:00', 'CaseReopened', 'Reopened')];
    expect(renderHtml(caseReport({ ...calm, timeline: again }))).toContain('the complaint was reopened');
  });

  it('says of every limit whether it was met, and by how much it was missed', () => {
    expect(page).toMatch(/Reply to the customer S1-T4.*?in time/s);
    expect(page).toMatch(/Report the result S1-T4.*?late by 2 h 20 min/s);
    expect(page).toMatch(/Call back S1-T4.*?running/s);
    expect(page).toMatch(/Formal loss report S1-T4.*?cancelled/s);
  });

  it('says which roles were told, and what was done by which role', () => {
    expect(page).toMatch(
      /23 November 2026, 13:00[^<]*<\/th><td class="wide">Report the result<\/td><td class="wide">Branch group/,
    );
    expect(page).toMatch(/Lapsed · Report the result<\/td><td class="wide">the system/);
  });

  it('names neither the complainant nor staff, and leaves the cause to a person who signs', () => {
    expect(page).not.toMatch(/never shown|w-1/);
    for (const line of ['Cause', 'Measures', 'Signature', 'Date']) expect(page).toContain(`<p class="line">${line}`);
    expect(renderHtml(caseReport({ ...INPUT, locale: 'zh' }))).toContain('签字');
  });

  it('keeps to two pages: a long course is cut in the middle, and says by how much', () => {
    const steps = Array.from({ length: 60 }, () => item('2026-11-23T10:00:00+08:00', 'StepRecorded', 'Called'));
    const long = renderHtml(caseReport({ ...INPUT, timeline: [...INPUT.timeline, ...steps] }));
    expect(long).toContain('entries left out: 35');
  });

  it('a span has its two greatest parts', () => {
    expect(span(30_000, 'en')).toBe('1 min');
    expect(span(8_400_000, 'zh')).toBe('2 小时 20 分');
    expect(span(183_600_000, 'en')).toBe('2 d 3 h');
  });
});
