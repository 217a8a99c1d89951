/** Everything that is asked of the stored cases, by name. */

import { row, type Queryable } from '../../store/database/database.ts';
import type { Viewer } from '../../store/database/visible.ts';
import { digestCounts } from '../../store/duties/digestCounts.ts';
import { readLog } from '../../store/log/eventLog.ts';
import { readLateness } from '../../store/notifications/lateness.ts';
import { readNotifications } from '../../store/notifications/notifications.ts';
import { countPlainMessages, plainCauses } from '../../store/notifications/plainMessages.ts';
import { unreachedCauses } from '../../store/notifications/unreachedCauses.ts';
import {
  casesToStart,
  countStopped,
  countUnstartable,
  nextStartIn,
  stillActing,
} from '../../store/readModel/casesToStart.ts';
import type { CaseFilter } from '../../store/readModel/caseFilter.ts';
import { changesAfter, changesHeldBack, latestPlace } from '../../store/readModel/changes.ts';
import { listCases, type CaseCursor, type CaseSort } from '../../store/readModel/listCases.ts';
import { openCases } from '../../store/readModel/openCases.ts';
import { packFigures } from '../../store/readModel/packFigures.ts';
import { layersInUse } from '../../store/rules/calendarYears.ts';
import { casesInScope } from '../../store/rules/closures.ts';
import { casesUnderOtherVersions } from '../../store/rules/packMigrations.ts';
import { casesToCompare, earlierDecisions } from '../../store/repair/cleanStops.ts';

export interface Question {
  readonly name: string;
  /** Goes through all that is open, and nobody waits for it. */
  readonly isWhole?: boolean;
  readonly ask: (db: Queryable) => Promise<unknown>;
}

/** A case in the middle of what is stored, what it is known by, and a case under another pack. */
interface Middle {
  readonly other: Readonly<{ unit: string; category: string; channel: string; class: string }>;
  readonly no: string;
  readonly registered: string;
  readonly receipt: string;
  readonly mark: string;
  readonly pack: string;
  readonly unit: string;
  readonly level: string;
  readonly category: string;
  readonly channel: string;
  readonly class: string;
  readonly handler: string;
}

const MIDDLE = `
  select v.no, to_char(v.registered_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as registered, v.unit,
    v.level,
    v.category, v.channel, v.class, v.handler, v.pack_id as pack, c.receipt_index as receipt, m.mark,
    (select jsonb_build_object('unit', o.unit, 'category', o.category, 'channel', o.channel, 'class', o.class)
      from cases o where o.pack_id <> v.pack_id and o.no > v.no order by o.no limit 1) as other
  from cases v join complaints c on c.no = v.no left join lateral
    (select mark from customer_marks where customer = c.customer limit 1) m on true
  where v.handler is not null and v.no > (select min(no) from cases where no > $1) order by v.no limit 1`;

const DAY = 86_400_000;
const LIMIT = 50;
const viewer: Viewer = { id: 'somebody', roles: ['handler'] };

/** Of a page of a list, of a search, of a counter; each is to be answered at once. `around`: part of a number. */
export async function questionsOf(db: Queryable, around: string): Promise<readonly Question[]> {
  const middle = (await row<Middle & Record<string, unknown>>(db, MIDDLE, [around])) as Middle;
  return [...lists(middle), ...searches(middle), ...lateness(), ...counters(middle), ...beginnings(middle)];
}

function lists(middle: Middle): readonly Question[] {
  const { other, pack, unit, level, category, channel, class: kind, handler } = middle;
  const one = { pack, unit, level, category, channel, class: kind, handler };
  const alone: readonly CaseFilter[] = [
    {},
    ...Object.entries(one).map(([name, value]) => ({ [name]: value })),
    ...Object.keys(one).map((name) => ({ [name]: 'nothing' })),
    ...['registered', 'accepted', 'resolved', 'closed', 'withdrawn'].map((stage) => ({ stage: [stage] })),
    { overdue: true },
    { overdue: false },
    { drill: true },
    { dueBefore: new Date().toISOString() },
    { dueBefore: '2000-01-01T00:00:00Z' },
  ];
  const entries = Object.entries(one);
  const pairs = entries.flatMap(([name, value], index) =>
    entries.slice(index + 1).map(([second, also]): CaseFilter => ({ [name]: value, [second]: also })),
  );
  const further: readonly CaseFilter[] = [
    { stage: ['registered'] },
    { stage: ['withdrawn', 'merged'] },
    { overdue: true },
    { drill: true },
    { dueBefore: new Date().toISOString() },
  ];
  const beside = further.flatMap((one) => entries.map(([name, value]): CaseFilter => ({ ...one, [name]: value })));
  const together: readonly CaseFilter[] = [
    { pack, category: other.category },
    { level, channel: other.channel, class: other.class, overdue: false },
    { pack, level, class: other.class, stage: ['withdrawn', 'merged', 'closed'] },
    { unit: other.unit, category, channel: other.channel },
    { unit: 'unit-0', category, channel, class: other.class },
    { handler, category: other.category, overdue: true },
    { handler: 'unit-0-h0', channel: other.channel },
    { ...one, stage: ['closed'] },
    { category, channel, class: kind },
    { unit, handler: 'unit-499-h1' },
    { unit, stage: ['accepted', 'resolved'], overdue: true },
    { pack, level, class: kind, stage: ['closed'], overdue: false },
    { pack: 'key-accounts', stage: ['accepted', 'closed'] },
    { category: 'nothing', class: kind, overdue: true },
  ];
  return [...alone, ...pairs, ...beside, ...together].flatMap((filter) => listed(said(filter), filter, middle));
}

/** In both orders, from the beginning and from the middle. */
function listed(name: string, filter: CaseFilter, { no, registered }: Middle): readonly Question[] {
  const pages: readonly (readonly [string, CaseSort, CaseCursor | undefined])[] = [
    ['', 'nextDueAt', undefined],
    [', later page', 'nextDueAt', [null, no]],
    [', latest first', 'registeredAt', undefined],
    [', latest first, later page', 'registeredAt', [registered, no]],
  ];
  return pages.map(([page, sort, cursor]) => ({
    name: `list ${name}${page}`,
    ask: (db) => listCases(db, filter, sort, cursor, LIMIT, viewer),
  }));
}

function said(filter: CaseFilter): string {
  const parts = Object.entries(filter).map(([name, value]) => `${name}=${String(value)}`);
  return parts.length === 0 ? 'of all' : parts.join(' ');
}

function searches(middle: Middle): readonly Question[] {
  const { no, receipt, mark, unit, category, channel, handler } = middle;
  const search = (text: string, known: Partial<NonNullable<CaseFilter['q']>> = {}): CaseFilter => ({
    q: { text, receipt: '', reference: '', marks: [], ...known },
  });
  const all: Readonly<Record<string, CaseFilter>> = {
    'a number': search(no),
    'a number that is not there': search('19990101-000001'),
    'the end of a number': search(no.slice(-5)),
    'four characters of a number': search(no.slice(-5, -1)),
    'a month': search(no.slice(0, 6)),
    'a day of any year': search(no.slice(4, 8)),
    'a year': search(no.slice(0, 4)),
    'a telephone number': search('13900000000', { marks: [mark] }),
    'a telephone number that is not there': search('13900000000', { marks: ['none'] }),
    'a receipt code': search('0123456789', { receipt }),
    words: search('nothing like it'),
    'the end of a number in a unit': { ...search(no.slice(-5)), unit },
    'a day of any year, in a unit': { ...search(no.slice(4, 8)), unit },
    'a month, of a handler': { ...search(no.slice(0, 6)), handler },
    'a month, of a category by a channel': { ...search(no.slice(0, 6)), category, channel },
    'a year, of what is not there': { ...search(no.slice(0, 4)), category: 'nothing' },
    'drills of a year': search(`D${no.slice(0, 4)}`),
    'a year, overdue': { ...search(no.slice(0, 4)), overdue: true },
  };
  return Object.entries(all).flatMap(([name, filter]) =>
    (['nextDueAt', 'registeredAt'] as const).map((sort) => ({
      name: `search for ${name}${sort === 'nextDueAt' ? '' : ', latest first'}`,
      ask: (db: Queryable) => listCases(db, filter, sort, undefined, LIMIT, viewer),
    })),
  );
}

function lateness(): readonly Question[] {
  const now = Date.now();
  const periods: Readonly<Record<string, readonly [from: number, to: number]>> = {
    'an hour': [now - DAY / 24, now],
    'a day': [now - DAY, now],
    'thirty days': [now - 30 * DAY, now],
    'thirty days long past': [now - 230 * DAY - 1_234_567, now - 200 * DAY - 7_654_321],
    'a year': [now - 366 * DAY, now],
    'all times': [Date.parse('1990-01-01'), Date.parse('2090-01-01')],
    'a day without any': [Date.parse('1990-01-01'), Date.parse('1990-01-02')],
  };
  return Object.entries(periods).map(([name, [from, to]]) => ({
    name: `lateness of ${name}`,
    ask: (db) =>
      readLateness(db, { from: new Date(from).toISOString(), to: new Date(to).toISOString(), drills: false, viewer }),
  }));
}

function counters({ pack, unit }: Middle): readonly Question[] {
  const figures = [
    'overdue',
    'withoutWorkflow',
    'rungsFired',
    'rungLatenessMax',
    'rungsLate',
    'deliveriesFailing',
  ] as const;
  const week = Date.now() - 7 * DAY;
  return [
    ...figures.map((name) => ({ name: `counter ${name}`, ask: (db: Queryable) => packFigures(db, name) })),
    { name: 'counter messages in plain form', ask: countPlainMessages },
    { name: 'counter stopped', ask: countStopped },
    { name: 'counter of a leader: open, overdue, due soon', ask: (db) => digestCounts(db, pack, unit, Date.now()) },
    { name: 'doctor: why messages went in plain form', ask: (db) => plainCauses(db, week) },
    { name: 'doctor: what did not arrive', ask: (db) => unreachedCauses(db, week) },
  ];
}

/** Asked by processes that start or go on, and of one case. */
function beginnings({ no, pack, unit }: Middle): readonly Question[] {
  return [
    { name: 'readyz: cases that cannot be started', ask: countUnstartable },
    { name: 'reconciler: cases to start', ask: (db) => casesToStart(db, 100) },
    { name: 'reconciler: next try', ask: nextStartIn },
    { name: 'reconciler: cases that may still act', isWhole: true, ask: stillActing },
    { name: 'look ahead: every open case', isWhole: true, ask: everyOpenCase },
    { name: 'publishing a year: calendars of open cases', isWhole: true, ask: (db) => layersInUse(db, 'cn') },
    {
      name: 'migration: open cases under other versions',
      isWhole: true,
      ask: (db) => casesUnderOtherVersions(db, pack, ''),
    },
    { name: 'closing days: open cases of a unit', isWhole: true, ask: (db) => casesInScope(db, { unit, pack }) },
    { name: 'start of a worker: cases since the last clean stop', ask: casesToCompare },
    { name: 'start of a worker: earlier decisions', ask: (db) => earlierDecisions(db, 60_000, 20) },
    { name: 'followers: latest change', ask: latestPlace },
    { name: 'followers: whether a change is held back', ask: changesHeldBack },
    {
      name: 'followers: next changes',
      ask: async (db) => changesAfter(db, await latestPlace(db), 100),
    },
    { name: 'a case: its log', ask: (db) => readLog(db, no) },
    { name: 'a case: its notifications', ask: (db) => readNotifications(db, no) },
  ];
}

async function everyOpenCase(db: Queryable): Promise<number> {
  let cases = 0;
  for await (const _one of openCases(db)) cases += 1;
  return cases;
}
