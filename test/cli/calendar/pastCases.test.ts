import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engineNames } from '../../../contracts/engineNames.ts';
import { CaseGateway } from '../../../client/caseGateway.ts';
import { PackRegistry } from '../../../client/packRegistry.ts';
import type { CalendarParts } from '../../../cli/calendar/calendarParts.ts';
import { publishCalendar } from '../../../cli/calendar/importCalendar.ts';
import { outputIn } from '../../../cli/output/output.ts';
import { dateIn } from '../../../domain/time/zone.ts';
import { simulate } from '../../../domain/whatif/simulate.ts';
import { calendarLibrary } from '../../../packs/calendar/calendarLibrary.ts';
import { parsePack } from '../../../packs/load/parsePack.ts';
import { resolveEngine } from '../../../packs/load/resolveEngine.ts';
import { caller, outletComplaint } from '../../support/cases/complaints.ts';
import { startTestApi, type TestApi } from '../../support/cases/testApi.ts';
import { inventedYear } from '../../support/rules/inventedYear.ts';
import { planSource } from '../../support/rules/planSource.ts';
import { testTemporal } from '../../support/servers/servers.ts';

const year = Number(dateIn(Date.now(), 'Asia/Shanghai').slice(0, 4)) - 1;
const week = ['08', '09', '10', '11', '12', '13', '14'].map((day) => `${year}-03-${day}`);
const published = inventedYear(year, { off: Object.fromEntries(week.map((day) => [day, 'Spring rest'])) });
const others = [year - 2, year - 1, year + 1, year + 2].map((one) => inventedYear(one));
const provisionally = [...others, inventedYear(year, { status: 'unpublished', version: 0 })];
const asPublished = [...others, published];
/** A release that does not know the days of a year of which cases are brought in. */
const released = calendarLibrary(provisionally);

const source = planSource()
  .replace('timezone: Asia/Shanghai\n', 'timezone: Asia/Shanghai\ncalendar: test\n')
  .replace('limit: { hours: 8 }', 'limit: { workingDays: 10 }');

let api: TestApi;
let parts: CalendarParts;
beforeAll(async () => {
  api = await startTestApi({ source, calendars: released });
  const { address, namespace } = await testTemporal();
  parts = {
    db: api.db,
    packs: new PackRegistry(api.db, 'zh', released),
    gateway: new CaseGateway({ address, namespace, names: engineNames() }),
  };
});
afterAll(async () => {
  await parts.gateway.close();
  await api.stop();
});

type Clocks = readonly Readonly<{ id: string; dueAt: string; status: string; provisional: boolean }>[];
interface Past {
  readonly registeredAt: string;
  readonly history: readonly Readonly<{ at: string; action: string; fields?: Record<string, unknown> }>[];
}

const on = (monthAndDay: string, time = '10:00'): string => `${year}-${monthAndDay}T${time}:00+08:00`;
const accepted = { at: on('03-02', '11:00'), action: 'accept' };

const LATE = 'one that was late by the days as they were known';
const IN_TIME = 'one that was in time by both';
/** Of ten working days from 2 March the week off takes half: due on the 14th or on the 21st, 24:00. */
const PASTS: Readonly<Record<string, Past>> = {
  'one on which nobody has acted since': { registeredAt: on('03-02'), history: [accepted] },
  [LATE]: {
    registeredAt: on('03-02'),
    history: [accepted, { at: on('03-20'), action: 'report' }],
  },
  [IN_TIME]: {
    registeredAt: on('03-02'),
    history: [accepted, { at: on('03-05'), action: 'report' }],
  },
  'one whose limit begins after the days': {
    registeredAt: on('06-02'),
    history: [{ ...accepted, at: on('06-02', '11:00') }],
  },
  'one whose limit ended before the days': {
    registeredAt: on('01-04'),
    history: [{ ...accepted, at: on('01-04', '11:00') }],
  },
  'one of the year before, whose limit reaches into the year': {
    registeredAt: `${year - 1}-12-28T10:00:00+08:00`,
    history: [{ ...accepted, at: `${year - 1}-12-28T11:00:00+08:00` }],
  },
};

let phone = 13_900_040_000;
async function brought(past: Past): Promise<string> {
  const { drill: _, ...body } = outletComplaint({ complainant: caller(String((phone += 1))), ...past });
  const answer = await api.post('/v1/past-complaints', body);
  expect([answer.status, answer.body.errors]).toEqual([201, undefined]);
  return answer.body.no;
}

async function clocksOf(no: string): Promise<Clocks> {
  const { clocks } = (await api.get(`/v1/complaints/${no}`)).body;
  return clocks.map(({ id, dueAt, status, provisional }: Clocks[number]) => ({ id, dueAt, status, provisional }));
}

/** What the rules give by the days of a library, when it is lived anew. */
function lived({ registeredAt, history }: Past, days: readonly ReturnType<typeof inventedYear>[]): Clocks {
  const parsed = parsePack(source, calendarLibrary(days));
  if (!parsed.ok) throw new Error('the pack is faulty');
  const result = simulate(resolveEngine(parsed.value, 'zh', calendarLibrary(days)), {
    at: Date.parse(registeredAt),
    intake: {
      channel: 'outlet',
      unit: 'outlet-renminlu',
      category: 'non-blueprint',
      fields: { tier: 'ordinary', segment: 'retail', holder: 'cash' },
    },
    script: history.map((one) => ({ ...one, at: Date.parse(one.at) })),
    until: Date.now(),
  });
  if (!result.ok) throw new Error(JSON.stringify(result.rejection));
  expect(result.value.refused).toEqual([]);
  return result.value.state.clocks.map(({ clock: id, dueAt, status, provisional = false }) => ({
    id,
    dueAt: new Date(dueAt).toISOString(),
    status,
    provisional,
  }));
}

describe('a case brought in from a year whose days are published after the release', () => {
  it('is due by the days that are known, and once they are published by those, whichever came first', async () => {
    const before = new Map<string, string>();
    for (const [what, past] of Object.entries(PASTS)) {
      const no = await brought(past);
      before.set(what, no);
      expect([what, await clocksOf(no)]).toEqual([what, lived(past, provisionally)]);
    }
    const lines: string[] = [];
    const out = outputIn('en', (line) => void lines.push(line));
    expect(await publishCalendar(parts, out, published, 'local')).toBe(0);
    expect(lines.at(-1)).toBe(`${before.size} open cases told`);
    const report = { id: 'report', provisional: false, dueAt: `${year}-03-21T16:00:00.000Z` };
    expect(lived(PASTS[LATE] as Past, asPublished)).toContainEqual({ ...report, status: 'met' });
    for (const [what, past] of Object.entries(PASTS)) {
      const right = lived(past, asPublished);
      const [early, late] = [await clocksOf(before.get(what) ?? ''), await clocksOf(await brought(past))];
      expect(['afterwards', what, late]).toEqual(['afterwards', what, right]);
      // Nobody is judged again who was in time.
      const kept = what === IN_TIME ? lived(past, provisionally) : right;
      expect(['before', what, early]).toEqual(['before', what, kept]);
    }
  });
});
