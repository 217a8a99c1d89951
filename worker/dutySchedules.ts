import type { Client, ScheduleOptions } from '@temporalio/client';
import type { EngineNames } from '../contracts/engineNames.ts';
import type { DutyBook, DutyDef } from '../domain/duties/duty.ts';
import { ensureSchedule } from './ensureSchedule.ts';

/** A day, or a month or year, that is missed by more is started no more: its units are noted by the next one. */
const CATCH_UP = { day: '23 hours', 'working-day': '23 hours', month: '7 days', year: '7 days' } as const;

export type ScheduledBook = DutyBook & Readonly<{ zone: string }>;

/**
 * One schedule a duty, with the present settings; those of duties that are gone are taken away. All workers share them.
 * Working days are told by the workflow.
 */
export async function ensureDutySchedules(
  client: Client,
  books: readonly ScheduledBook[],
  names: EngineNames,
): Promise<void> {
  const wanted = books.flatMap((book) =>
    Object.entries(book.duties).map(([duty, def]) => scheduleOf(book, duty, def, names)),
  );
  for (const schedule of wanted) await ensureSchedule(client, schedule);
  const kept = new Set<string>(wanted.map(({ scheduleId }) => scheduleId));
  for await (const { scheduleId } of client.schedule.list())
    if (scheduleId.startsWith(`${names.duty}/`) && !kept.has(scheduleId))
      await client.schedule.getHandle(scheduleId).delete();
}

function scheduleOf({ pack, zone }: ScheduledBook, duty: string, def: DutyDef, names: EngineNames): ScheduleOptions {
  const [hour = 0, minute = 0] = def.opens.split(':').map(Number);
  const scheduleId = `${names.duty}/${pack}/${duty}`;
  return {
    scheduleId,
    spec: { calendars: [{ hour, minute, ...dateOf(def), comment: def.title.zh }], timezone: zone },
    policies: { overlap: 'SKIP', catchupWindow: CATCH_UP[def.every] },
    action: {
      type: 'startWorkflow',
      workflowType: names.duty,
      workflowId: scheduleId,
      taskQueue: names.taskQueue,
      args: [{ pack, duty }],
      staticSummary: `${def.title.zh} · ${def.title.en}`,
    },
  };
}

type CalendarDate = Readonly<{ dayOfMonth?: number; month?: CalendarMonth }>;
const MONTHS = [
  'JANUARY',
  'FEBRUARY',
  'MARCH',
  'APRIL',
  'MAY',
  'JUNE',
  'JULY',
  'AUGUST',
  'SEPTEMBER',
  'OCTOBER',
  'NOVEMBER',
  'DECEMBER',
] as const;
type CalendarMonth = (typeof MONTHS)[number];

function dateOf({ every, on = '' }: DutyDef): CalendarDate {
  if (every === 'month') return { dayOfMonth: Number(on) };
  if (every !== 'year') return {};
  const [month = 1, dayOfMonth = 1] = on.split('-').map(Number);
  return { dayOfMonth, month: MONTHS[month - 1] ?? 'JANUARY' };
}
