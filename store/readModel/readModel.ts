/** The rows of one case: a function of the log and nothing else. */

import type { ClockRef, ClockRules } from '../../domain/case/clockEvent.ts';
import type { RecordedEvent } from '../../domain/case/event.ts';
import { isOverdue, isProvisionalCase, nextDueAt } from '../../domain/case/overdue.ts';
import type { CaseState } from '../../domain/case/state.ts';
import { toWallTime, type TimeBase } from '../../domain/time/timeBase.ts';
import { preparedRow, type Queryable } from '../database/database.ts';

export type CaseIdentity = Readonly<{
  no: string;
  packId: string;
  /** That it was opened under. */
  packVersion: string;
  base: TimeBase;
}>;

const CASE_COLUMNS = [
  'seq',
  'pack_id',
  'pack_version',
  'object',
  'stage',
  'class',
  'level',
  'unit',
  'handler',
  'channel',
  'category',
  'overdue',
  'drill',
  'registered_at',
  'next_due_at',
  'closed_at',
  'state',
  'access_roles',
  'recused',
  'calendar_layers',
  'calendar_version',
  'provisional',
] as const;

const CLOCK_COLUMNS = [
  'clock',
  'occurrence',
  'rule',
  'subject',
  'status',
  'overdue',
  'started_at',
  'target_at',
  'due_at',
  'missed_at',
  'stopped_at',
  'provisional',
  'calendar_version',
  'calendar_adjusted',
] as const;

/** `WRITING` takes $1 to $4 from `readModelRows`. */
export const READ_MODEL_PARAMETERS = 4;

/** The parameters as rows of the tables. */
export const AS_ROWS = {
  cases: 'jsonb_populate_record(null::cases, $2::jsonb)',
  clocks: 'jsonb_populate_recordset(null::clocks, $3::jsonb)',
  rungs: 'jsonb_populate_recordset(null::rungs, $4::jsonb)',
} as const;

const replaced = (names: readonly string[]): string => names.map((name) => `${name} = excluded.${name}`).join(', ');

/** Writes a case's rows if the part `guard` before it gives a row. */
export const WRITING = `
  the_case as (
    insert into cases (no, ${CASE_COLUMNS.join()}) select $1::text, ${CASE_COLUMNS.join()} from guard, ${AS_ROWS.cases}
    on conflict (no) do update set ${replaced(CASE_COLUMNS)}),
  its_clocks as (
    insert into clocks (no, ${CLOCK_COLUMNS.join()}) select $1::text, ${CLOCK_COLUMNS.join()}
    from guard, ${AS_ROWS.clocks}
    on conflict (no, clock, occurrence) do update set ${replaced(CLOCK_COLUMNS)}),
  its_rungs as (
    insert into rungs (no, clock, occurrence, rung, rule, due_at, fired_at, late_ms, suspended, coalesced, notify)
    select $1::text, clock, occurrence, rung,
      case when fired ? 'rule' then x.rule else (select k.rule from clocks k
        where k.no = $1 and k.clock = x.clock and k.occurrence = x.occurrence) end,
      due_at, fired_at, late_ms, suspended, coalesced, notify
    from guard, jsonb_array_elements($4::jsonb) as fired, jsonb_populate_record(null::rungs, fired) as x
    on conflict (no, clock, occurrence, rung) do nothing)`;

const WRITE = `with guard as (select 1), ${WRITING} select 1`;

/** `fresh`: the events that led to `state`; all of them for a rebuild. */
export async function writeReadModel(tx: Queryable, ...step: Parameters<typeof readModelRows>): Promise<void> {
  await preparedRow(tx, WRITE, readModelRows(...step));
}

/** For `WRITING`: the number, and each table's rows as JSON. */
export function readModelRows(
  { no, packId, packVersion, base }: CaseIdentity,
  state: CaseState,
  fresh: readonly RecordedEvent[],
): readonly unknown[] {
  const wall = wallClock(base);
  const theCase: Readonly<Record<(typeof CASE_COLUMNS)[number], unknown>> = {
    seq: state.seq,
    pack_id: packId,
    pack_version: state.pack?.version ?? packVersion,
    object: state.object,
    stage: state.stage,
    class: state.class,
    level: state.level,
    unit: state.unit,
    handler: state.handler,
    channel: state.channels[0],
    category: state.category,
    overdue: isOverdue(state),
    drill: base.speed !== 1,
    registered_at: wall(state.registeredAt),
    next_due_at: wall(nextDueAt(state)),
    closed_at: wall(state.closedAt),
    state,
    access_roles: state.access?.roles,
    recused: state.access?.recused ?? [],
    calendar_layers: state.calendarLayers,
    calendar_version: state.calendarVersion,
    provisional: isProvisionalCase(state),
  };
  const clocks = touchedClocks(state, fresh).map((clock) => clockRow(clock, wall));
  return [no, ...[theCase, clocks, rungRows(fresh, base)].map((part) => JSON.stringify(part))];
}

const ABOUT_ALL: readonly RecordedEvent['type'][] = [
  'ClocksPaused',
  'ClocksResumed',
  'CalendarPublished',
  'ClosureOrdered',
  'ClosureLifted',
  'PackMigrated',
];

function touchedClocks(state: CaseState, events: readonly RecordedEvent[]): CaseState['clocks'] {
  if (events.some(({ type }) => ABOUT_ALL.includes(type))) return state.clocks;
  const named = new Set(
    events.flatMap(({ type, data }) =>
      type.startsWith('Clock') && 'occurrence' in data ? [`${data.clock}/${data.occurrence}`] : [],
    ),
  );
  return state.clocks.filter((clock) => named.has(`${clock.clock}/${clock.occurrence}`));
}

export async function clearReadModel(tx: Queryable, no: string): Promise<void> {
  await tx.query(
    `with its_rungs as (delete from rungs where no = $1), its_clocks as (delete from clocks where no = $1)
      delete from cases where no = $1`,
    [no],
  );
}

type Wall = (at: number | undefined) => Date | undefined;

function wallClock(base: TimeBase): Wall {
  return (at) => (at === undefined ? undefined : new Date(toWallTime(base, at)));
}

function clockRow(
  clock: CaseState['clocks'][number],
  wall: Wall,
): Readonly<Record<(typeof CLOCK_COLUMNS)[number], unknown>> {
  return {
    clock: clock.clock,
    occurrence: clock.occurrence,
    rule: clock.rule,
    subject: clock.subject,
    status: clock.status,
    overdue: clock.overdue,
    started_at: wall(clock.startedAt),
    target_at: wall(clock.targetAt),
    due_at: wall(clock.dueAt),
    missed_at: wall(clock.missedAt),
    stopped_at: wall(clock.stoppedAt),
    provisional: clock.provisional ?? false,
    calendar_version: clock.calendarVersion,
    calendar_adjusted: clock.calendarAdjusted ?? false,
  };
}

function rungRows(events: readonly RecordedEvent[], base: TimeBase): readonly Readonly<Record<string, unknown>>[] {
  const imported = events.findLastIndex(({ type }) => type === 'CaseImported');
  return events.flatMap((event, index) => {
    // Before an import nothing fired here.
    if (event.type !== 'RungFired' || index < imported) return [];
    const { clock, occurrence, rung, dueAt, lateMs, lateBecause, coalesced = false, notify } = event.data;
    const due = toWallTime(base, dueAt);
    const said = lastSaid(events.slice(0, index), event.data);
    return [
      {
        clock,
        occurrence,
        rung,
        // A fired rung keeps its rule, even if a migration changes the clock's. Where these events do not name it, the
        // clock's row does.
        ...(said === undefined ? {} : { rule: said.rule ?? null }),
        due_at: new Date(due),
        fired_at: new Date(due + lateMs),
        late_ms: lateMs,
        suspended: lateBecause === 'suspended',
        coalesced,
        notify,
      },
    ];
  });
}

/** The rule that the events give a clock last. */
function lastSaid(
  events: readonly RecordedEvent[],
  { clock, occurrence }: ClockRef,
): (ClockRef & Pick<ClockRules, 'rule'>) | undefined {
  return events
    .flatMap(({ type, data }): readonly (ClockRef & Pick<ClockRules, 'rule'>)[] =>
      type === 'ClockStarted' ? [data] : type === 'PackMigrated' ? (data.clocks ?? []) : [],
    )
    .findLast((said) => said.clock === clock && said.occurrence === occurrence);
}
