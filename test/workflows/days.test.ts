import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CALENDAR_SIGNAL, STATE_QUERY, type WorkflowView } from '../../contracts/complaintWorkflow.ts';
import { caseWorkflowId } from '../support/workflows/caseWorkflowId.ts';
import { trimCalendar } from '../../domain/time/calendar.ts';
import type { CalendarChange } from '../../domain/decide/changeCalendar.ts';
import { addDays, dateIn } from '../../domain/time/zone.ts';
import { calendarDays, calendarLibrary } from '../../packs/calendar/calendarLibrary.ts';
import { canonicalJson } from '../../store/database/canonicalJson.ts';
import { verifyCase } from '../../store/repair/verifyCase.ts';
import { inventedYear } from '../support/rules/inventedYear.ts';
import { caller, outletComplaint } from '../support/cases/complaints.ts';
import { planSource } from '../support/rules/planSource.ts';
import { eventTypes, mostPendingTimers, replayOwn } from '../support/workflows/replay.ts';
import { startTestApi, type TestApi } from '../support/cases/testApi.ts';

const today = dateIn(Date.now(), 'Asia/Shanghai');
const thisYear = Number(today.slice(0, 4));

const known = [inventedYear(thisYear - 1), inventedYear(thisYear)];
const week = ['01', '02', '03', '04', '05', '06', '07'].map((day) => `${thisYear + 1}-03-${day}`);
const published = inventedYear(thisYear + 1, { off: Object.fromEntries(week.map((day) => [day, 'Spring rest'])) });

/**
 * The cutover plan with a report that is counted in working days, may wait for somebody outside and may be extended.
 */
const source = [
  ['timezone: Asia/Shanghai\n', 'timezone: Asia/Shanghai\ncalendar: test\n'],
  ['limit: { hours: 8 }', 'limit: { workingDays: 300 }\n    extendable: { by: { workingDays: 20 } }'],
  [
    '  link: { by',
    '  pause: { by: [liaison], from: [resolved], fields: { reason: { list: reasons } } }\n  resume: { by: ' +
      '[liaison], from: [resolved] }\n  extend: { by: [liaison], from: [resolved], fields: { reason: { list: reasons } } }\n  link: { by',
  ],
  [
    'retention: {',
    'pauses: { outside: { title: { zh: 外部机构协查, en: Outside help }, reasons: reasons, clocks: [report], max: { ' +
      'workingDays: 250 } } }\nretention: {',
  ],
].reduce((text, [from = '', to = '']) => {
  if (!text.includes(from)) throw new Error(`the pack no longer has: ${from}`);
  return text.replace(from, () => to);
}, planSource());

let api: TestApi;
let phone = 13_920_000_000;
beforeAll(async () => {
  api = await startTestApi({
    source,
    calendars: calendarLibrary([...known, inventedYear(thisYear + 1, { status: 'unpublished', version: 0 })]),
  });
});
afterAll(() => api.stop());

async function open(): Promise<string> {
  phone += 1;
  const { body, status } = await api.post(
    '/v1/complaints',
    outletComplaint({ drill: undefined, fields: { siteVisit: false }, complainant: caller(String(phone)) }),
  );
  if (status !== 201) throw new Error(body.detail);
  // What is left to be done is the report: the timer is its own.
  await act(body.no, 'reply', { outcome: 'explained' });
  await act(body.no, 'resolve', { outcome: 'satisfied' });
  return body.no;
}
const act = async (no: string, action: string, fields: Record<string, unknown>): Promise<void> => {
  const answer = await api.post(
    `/v1/complaints/${no}/actions/${action}`,
    { fields },
    { 'X-Redress-Actor': 'liaison-renminlu' },
  );
  if (answer.status !== 200) throw new Error(`${action}: ${answer.body.detail}`);
};
const handleOf = (no: string): ReturnType<TestApi['client']['workflow']['getHandle']> =>
  api.client.workflow.getHandle(caseWorkflowId(no));
const tell = (no: string, notice: CalendarChange): Promise<void> => handleOf(no).signal(CALENDAR_SIGNAL, notice);
const typesOf = async (no: string): Promise<readonly string[]> =>
  (await api.db.query('select type from events where no = $1 order by seq', [no])).rows.map((row) => row.type);
const until = (no: string, type: string): Promise<unknown> =>
  expect.poll(() => typesOf(no), { timeout: 30_000 }).toContain(type);

/** Log, read model and workflow say the same. */
async function expectSound(no: string): Promise<void> {
  const { findings, state } = await verifyCase(api.db, no);
  expect(findings).toEqual([]);
  const workflow = await handleOf(no).query<WorkflowView>(STATE_QUERY);
  expect(canonicalJson(workflow.state)).toBe(canonicalJson(state));
}

describe('a case that is told of other days', () => {
  it('is counted again when a year comes out, what pauses and extends it too, with one timer at a time', async () => {
    const no = await open();
    await act(no, 'extend', { clock: 'report', reason: 'new-facts' });
    await act(no, 'pause', { reason: 'new-facts' });
    const calendar = trimCalendar(
      calendarDays(calendarLibrary([...known, published]), ['test']),
      thisYear,
      thisYear + 2,
    );
    const notice: CalendarChange = {
      id: `calendar/${calendar.version}`,
      by: 'local',
      kind: 'published',
      calendar,
      source: { calendar: 'test', year: thisYear + 1, title: 'Notice of holidays', date: `${thisYear}-11-04` },
    };
    await tell(no, notice);
    await tell(no, notice);
    await until(no, 'PauseMoved');
    expect((await typesOf(no)).filter((type) => ['CalendarPublished', 'PauseMoved'].includes(type))).toEqual([
      'CalendarPublished',
      'PauseMoved',
    ]);
    const items: readonly { type: string; data: Record<string, unknown> }[] = (
      await api.get(`/v1/complaints/${no}/timeline`)
    ).body.items;
    const shown = (type: string): Record<string, unknown> => items.find((item) => item.type === type)?.data ?? {};
    const moved = {
      from: shown('ClocksPaused')['until'],
      reason: 'calendar',
      to: expect.stringMatching(/Z$/) as string,
    };
    expect(shown('PauseMoved')).toMatchObject(moved);
    expect([moved.from, shown('ClockMoved')['granted']]).toEqual([expect.stringMatching(/Z$/), undefined]);
    await act(no, 'resume', {});
    await expectSound(no);
    const history = await replayOwn(api.client, no, 'calendar-published');
    expect(mostPendingTimers(history)).toBe(1);
    expect(eventTypes(history).filter((type) => type === 'TimerStarted').length).toBeGreaterThan(3);
  });

  it('is moved by an order that closes days and has its due moment back when that is lifted', async () => {
    const no = await open();
    const due = async (): Promise<string> =>
      (await api.get(`/v1/complaints/${no}`)).body.clocks.find((clock: { id: string }) => clock.id === 'report').dueAt;
    const before = await due();
    const days = [1, 2, 3, 4, 5, 6, 7].map((day) => addDays(today, day));
    await tell(no, { id: 'closure/c1', by: 'local', kind: 'closure', order: 'c1', days, approver: 'leader' });
    await until(no, 'ClosureOrdered');
    expect(await due()).not.toBe(before);
    await tell(no, { id: 'closure/c1/lifted', by: 'local', kind: 'closure-lifted', order: 'c1' });
    await until(no, 'ClosureLifted');
    expect(await due()).toBe(before);
    await expectSound(no);
    // Armed for the report, for the later moment, and for the first one again.
    expect(
      eventTypes(await replayOwn(api.client, no, 'closure-undone')).filter((type) => type === 'TimerStarted').length,
    ).toBeGreaterThanOrEqual(3);
  });
});
