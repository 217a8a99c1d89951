import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engineNames } from '../../../contracts/engineNames.ts';
import { caseWorkflowId } from '../../support/workflows/caseWorkflowId.ts';
import { CaseGateway } from '../../../client/caseGateway.ts';
import { PackRegistry } from '../../../client/packRegistry.ts';
import type { CalendarParts } from '../../../cli/calendar/calendarParts.ts';
import { closureOf, giveClosure, undoClosure } from '../../../cli/calendar/closure.ts';
import { importCalendar, publishCalendar } from '../../../cli/calendar/importCalendar.ts';
import { outputIn } from '../../../cli/output/output.ts';
import { loadEnvironment } from '../../../config/environment.ts';
import { addDays, dateIn } from '../../../domain/time/zone.ts';
import { calendarLibrary } from '../../../packs/calendar/calendarLibrary.ts';
import { inventedYear } from '../../support/rules/inventedYear.ts';
import { caller, outletComplaint } from '../../support/cases/complaints.ts';
import { testTemporal } from '../../support/servers/servers.ts';
import { planSource } from '../../support/rules/planSource.ts';
import { startTestApi, type TestApi } from '../../support/cases/testApi.ts';

const today = dateIn(Date.now(), 'Asia/Shanghai');
const thisYear = Number(today.slice(0, 4));
const next = thisYear + 1;

/** The next year is unpublished: whatever the day on which this runs. */
const calendars = calendarLibrary([
  inventedYear(thisYear - 1),
  inventedYear(thisYear),
  inventedYear(next, { status: 'unpublished', version: 0 }),
]);
const week = ['01', '02', '03', '04', '05', '06', '07'].map((day) => `${next}-03-${day}`);
const published = inventedYear(next, { off: Object.fromEntries(week.map((day) => [day, 'Spring rest'])) });

const source = planSource()
  .replace('timezone: Asia/Shanghai\n', 'timezone: Asia/Shanghai\ncalendar: test\n')
  .replace('limit: { hours: 8 }', 'limit: { workingDays: 400 }');

let api: TestApi;
let parts: CalendarParts;
const lines: string[] = [];
const line = (text: string): void => void lines.push(text);
const out = outputIn('en', line);

async function register(
  phone: string,
  over: Record<string, unknown> = {},
): Promise<{
  no: string;
  clocks: { id: string; dueAt: string; provisional: boolean; calendarVersion: string | null }[];
}> {
  const answer = await api.post(
    '/v1/complaints',
    outletComplaint({ drill: undefined, complainant: caller(phone), ...over }),
  );
  expect(answer.status).toBe(201);
  return answer.body;
}

async function report(no: string): Promise<{ dueAt: string; calendarVersion: string; provisional: boolean }> {
  const view = (await api.get(`/v1/complaints/${no}`)).body;
  return view.clocks.find((clock: { id: string }) => clock.id === 'report');
}

async function until<T>(look: () => Promise<T>, holds: (found: T) => boolean): Promise<T> {
  for (;;) {
    const found = await look();
    if (holds(found)) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

beforeAll(async () => {
  api = await startTestApi({ source, calendars });
  const { address, namespace } = await testTemporal();
  parts = {
    db: api.db,
    packs: new PackRegistry(api.db, 'zh', calendars),
    gateway: new CaseGateway({ address, namespace, names: engineNames() }),
  };
});

afterAll(async () => {
  await parts.gateway.close();
  await api.stop();
});

describe('an order that closes days', () => {
  const asked = {
    from: today,
    to: addDays(today, 6),
    unit: 'branch-office',
    reason: '台风',
    by: 'local',
    approver: 'leader',
  };

  it('is shown first, moves the cases of the unit and below, and is undone exactly', async () => {
    const { no } = await register('13900010001');
    const before = await report(no);
    const closure = closureOf(asked);
    expect(await giveClosure(parts, out, closure, false)).toBe(0);
    expect(lines.at(-1)).toMatch(/nothing was changed/);
    expect(lines.find((line) => line.startsWith(`${no}: report/1 `))).toMatch(
      / \(provisional, calendar test-.*\+closure-.*\)$/,
    );
    expect(await giveClosure(parts, outputIn('zh', line), closure, false)).toBe(0);
    expect(lines.at(-1)).toMatch(/^\d+ 件;未作任何改动。加 --yes 下达$/);
    expect(lines.find((line) => line.startsWith(`${no}:report/1 8小时内上报处理结果 `))).toMatch(
      / -> \d{4}年\d+月\d+日 24:00 \(北京时间\)\(暂定,日历 test-.*\)$/,
    );
    expect(await report(no)).toEqual(before);
    expect(await giveClosure(parts, out, closure, true)).toBe(0);
    const closed = await until(
      () => report(no),
      (clock) => clock.dueAt !== before.dueAt,
    );
    expect(Date.parse(closed.dueAt)).toBeGreaterThan(Date.parse(before.dueAt));
    expect(closed.calendarVersion).toContain(closure.id);
    expect(lines.some((line) => line.startsWith(`${no}: report/1 `))).toBe(true);
    const seq = (await api.get(`/v1/complaints/${no}`)).body.seq;
    await giveClosure(parts, out, closure, true);
    await undoClosure(parts, out, closure.id, { by: 'local', reason: '误报' });
    expect(
      await until(
        () => report(no),
        (clock) => clock.dueAt === before.dueAt,
      ),
    ).toEqual(before);
    expect((await api.get(`/v1/complaints/${no}`)).body.seq).toBe(seq + 2);
    await expect(giveClosure(parts, out, closure, true)).rejects.toThrow(/was lifted/);
  });

  it('needs another person’s approval, people and a unit that are known, and days that exist', async () => {
    const give = (over: object): Promise<number> => giveClosure(parts, out, closureOf({ ...asked, ...over }), true);
    await expect(give({ approver: 'local' })).rejects.toThrow(/^local asks for it; another person has to agree$/);
    await expect(give({ approver: 'nobody' })).rejects.toThrow(/^nobody has the id nobody$/);
    await expect(give({ by: 'nobody' })).rejects.toThrow(/^nobody has the id nobody$/);
    await expect(give({ unit: 'moon' })).rejects.toThrow(/no unit/);
    expect(() => closureOf({ ...asked, from: '2026-02-30' })).toThrow(/no date/);
    expect(() => closureOf({ ...asked, to: addDays(today, -1) })).toThrow(/before/);
    expect(() => closureOf({ ...asked, reason: ' ' })).toThrow(/why/);
  });

  it('is asked for by an administrator and agreed to by somebody over the unit who may approve there', async () => {
    const { no } = await register('13900010009');
    const give = (over: object): Promise<number> =>
      giveClosure(parts, out, closureOf({ ...asked, reason: '停电', ...over }), true);
    const before = await report(no);
    await expect(give({ by: 'leader', approver: 'local' })).rejects.toThrow(
      /^leader is no administrator: only an administrator may ask for this$/,
    );
    await expect(give({ approver: 'press-1' })).rejects.toThrow(
      /^press-1 may not agree: under cutover-emergency one of these roles approves: .*branch-leader/,
    );
    await expect(give({ unit: 'province-centre' })).rejects.toThrow(
      /^leader does not stand over province-centre: who agrees is of that unit or of one above it$/,
    );
    expect(await report(no)).toEqual(before);
    expect((await api.db.query('select 1 from closures where reason = $1', ['停电'])).rowCount).toBe(0);
    await expect(undoClosure(parts, out, closureOf(asked).id, { by: 'leader', reason: '误报' })).rejects.toThrow(
      /^leader is no administrator/,
    );
    await expect(undoClosure(parts, out, closureOf(asked).id, { by: 'local', reason: ' ' })).rejects.toThrow(/why/);
  });
});

describe('a year that is published while cases are open', () => {
  it('reaches every open case once, moves what it touches, and holds for new cases', async () => {
    const early = await register('13900010002');
    const drill = await register('13900010003', { drill: { speed: 2 } });
    const before = await report(early.no);
    expect(before.provisional).toBe(true);
    expect(await publishCalendar(parts, out, published, 'local')).toBe(0);
    for (const { no } of [early, drill]) {
      const view = (await api.get(`/v1/complaints/${no}`)).body;
      expect(view.calendarVersion).toMatch(new RegExp(`^test-${next}\\.1-`));
    }
    const after = await report(early.no);
    expect(Date.parse(after.dueAt)).toBeGreaterThan(Date.parse(before.dueAt));
    const log = (await api.get(`/v1/complaints/${early.no}/timeline`)).body.items;
    expect(log.filter((item: { type: string }) => item.type === 'CalendarPublished')).toHaveLength(1);
    const asked = await api.client.workflow.getHandle(caseWorkflowId(early.no)).query<{ years: number[] }>('calendar');
    expect(asked.years).toContain(next);
    const explained = (await api.get(`/v1/complaints/${early.no}/clocks/report/explanation`)).body;
    expect(explained).toMatchObject({ calendarVersion: after.calendarVersion, dueAt: after.dueAt });
    expect(explained.segments.at(-1).to).toBe(after.dueAt);
    // The timeline says what moved it, from where, and where that was published.
    const moved = log.find((item: { type: string }) => item.type === 'ClockMoved').data;
    expect(moved).toMatchObject({ reason: 'calendar', from: before.dueAt, to: after.dueAt });
    expect(moved.detail).toContain(`No. ${next}`);
    lines.length = 0;
    expect(await publishCalendar(parts, out, published, 'local')).toBe(0);
    expect(lines).toEqual([`test ${next} version 1 was published before`, '0 open cases told']);
    const late = await register('13900010004');
    expect([await report(late.no), late.clocks.find((clock) => clock.id === 'report')?.calendarVersion]).toMatchObject([
      { dueAt: expect.any(String) },
      expect.stringContaining(`test-${next}.1-`),
    ]);
  });

  it('leaves later years where they are when an earlier one is corrected', async () => {
    const { no } = await register('13900010011');
    const before = await report(no);
    const corrected = inventedYear(thisYear - 1, {
      version: 2,
      off: { [`${thisYear - 1}-07-01`]: 'A day that was forgotten' },
    });
    expect(await publishCalendar(parts, out, corrected, 'local')).toBe(0);
    const days = await api.client.workflow
      .getHandle(caseWorkflowId(no))
      .query<{ years: number[]; off: Record<string, string> }>('calendar');
    expect(days.years).toEqual([thisYear - 1, thisYear, next]);
    expect(week.filter((day) => day in days.off)).not.toEqual([]);
    expect(await report(no)).toMatchObject({ dueAt: before.dueAt, provisional: before.provisional });
  });

  it('is refused when it is older, other than what stands under its version, or not published', async () => {
    await expect(publishCalendar(parts, out, { ...published, off: {} }, 'local')).rejects.toThrow(/higher version/);
    await expect(publishCalendar(parts, out, published, 'leader')).rejects.toThrow(/^leader is no administrator/);
    await expect(publishCalendar(parts, out, published, 'stranger')).rejects.toThrow(/^nobody has the id stranger$/);
    await expect(publishCalendar(parts, out, inventedYear(next, { status: 'unpublished' }), 'local')).rejects.toThrow(
      /not published/,
    );
    await expect(publishCalendar(parts, out, { ...published, layer: 'bank' }, 'local')).rejects.toThrow(/national/);
  });

  it('is refused with line and column when its file is faulty, and changes nothing', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'redress-')), 'year.yaml');
    writeFileSync(file, `calendar: test\nyear: ${next + 1}\n`);
    lines.length = 0;
    expect(await importCalendar(loadEnvironment(), out, file, { locale: 'both', by: 'local' })).toBe(1);
    expect(lines.every((line) => /^.*year\.yaml:\d+:\d+: /.test(line))).toBe(true);
    expect(lines.length).toBeGreaterThan(0);
  });
});

describe('readiness', () => {
  it('warns from December on when the next year of a pack in force is missing', async () => {
    const at = async (moment: string): Promise<unknown> => {
      const one = await startTestApi({ source, calendars, worker: false, now: () => Date.parse(moment) });
      try {
        return (await one.get('/readyz')).body;
      } finally {
        await one.stop();
      }
    };
    expect(await at(`${thisYear}-11-30T23:59:00+08:00`)).not.toHaveProperty('warnings');
    expect(await at(`${thisYear}-12-01T00:01:00+08:00`)).toMatchObject({
      status: 'ok',
      warnings: { calendar: `year missing: test ${next}` },
    });
    expect(await at(`${thisYear - 1}-12-20T00:01:00+08:00`)).not.toHaveProperty('warnings');
  });
});
