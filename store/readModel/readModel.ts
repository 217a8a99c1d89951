/** The read model of one case, written whole from its state and its rungs: a function of the log and nothing else. */

import type { ClockRef, ClockRules } from '../../domain/case/clockEvent.ts';
import type { RecordedEvent } from '../../domain/case/event.ts';
import { isOverdue, isProvisionalCase, nextDueAt } from '../../domain/case/overdue.ts';
import type { CaseState } from '../../domain/case/state.ts';
import { toWallTime, type TimeBase } from '../../domain/time/timeBase.ts';
import { canonicalJson } from '../database/canonicalJson.ts';
import { preparedRow, type Queryable } from '../database/database.ts';

export interface CaseIdentity {
  readonly no: string;
  readonly packId: string;
  /** That it was opened under. */
  readonly packVersion: string;
  readonly base: TimeBase;
}

const COLUMNS = [
  ['seq', 'int'],
  ['pack_id', 'text'],
  ['pack_version', 'text'],
  ['object', 'text'],
  ['stage', 'text'],
  ['class', 'text'],
  ['level', 'text'],
  ['unit', 'text'],
  ['handler', 'text'],
  ['channel', 'text'],
  ['category', 'text'],
  ['overdue', 'boolean'],
  ['drill', 'boolean'],
  ['registered_at', 'timestamptz'],
  ['next_due_at', 'timestamptz'],
  ['closed_at', 'timestamptz'],
  ['state', 'jsonb'],
  ['access_roles', 'text[]'],
  ['recused', 'text[]'],
  ['calendar_layers', 'text[]'],
  ['calendar_version', 'text'],
  ['provisional', 'boolean'],
] as const;

/** What of `cases` is written. */
export const CASE_COLUMNS = COLUMNS.map(([name]) => name).join(', ');
const values = COLUMNS.map(([, type], index) => `$${index + 2}::${type}`).join(', ');
/** What never changes in the life of a case is left out. */
const FIXED: readonly string[] = ['pack_id', 'drill', 'registered_at'];
const changes = COLUMNS.flatMap(([name]) => (FIXED.includes(name) ? [] : [`${name} = excluded.${name}`])).join(', ');

/** How many parameters `WRITING` takes, from $1 on: see `readModelRows`. */
export const READ_MODEL_PARAMETERS = COLUMNS.length + 3;
const [CLOCKS, RUNGS] = [`$${READ_MODEL_PARAMETERS - 1}`, `$${READ_MODEL_PARAMETERS}`];

/** Those parameters as rows of the three tables without writing them: with a whole log, what a rebuild would write. */
export const AS_ROWS = {
  cases: `select ${COLUMNS.map(([name, type], index) => `$${index + 2}::${type} as ${name}`).join(', ')}`,
  clocks: `select * from jsonb_populate_recordset(null::clocks, ${CLOCKS}::jsonb)`,
  rungs: `select * from jsonb_populate_recordset(null::rungs, ${RUNGS}::jsonb)`,
} as const;

/** The parts of a statement that write the rows of a case, when the part `guard` before them has its one row. */
export const WRITING = `
  the_case as (
    insert into cases (no, ${CASE_COLUMNS}) select $1::text, ${values} from guard on conflict (no) do update
      set ${changes}),
  its_clocks as (
    insert into clocks (no, clock, occurrence, rule, subject, status, overdue, started_at, target_at, due_at,
      missed_at, stopped_at, provisional, calendar_version, calendar_adjusted)
    select $1::text, clock, occurrence, rule, subject, status, overdue, started_at, target_at, due_at, missed_at,
      stopped_at, provisional, calendar_version, calendar_adjusted
    from guard, jsonb_to_recordset(${CLOCKS}::jsonb) as x(clock text, occurrence int, rule text, subject text,
      status text, overdue boolean,
      started_at timestamptz, target_at timestamptz, due_at timestamptz, missed_at timestamptz, stopped_at timestamptz,
      provisional boolean, calendar_version text, calendar_adjusted boolean)
    on conflict (no, clock, occurrence) do update
      set rule = excluded.rule, subject = excluded.subject, status = excluded.status, overdue = excluded.overdue,
      started_at = excluded.started_at, target_at = excluded.target_at, due_at = excluded.due_at,
        missed_at = excluded.missed_at, stopped_at = excluded.stopped_at,
      provisional = excluded.provisional, calendar_version = excluded.calendar_version,
        calendar_adjusted = excluded.calendar_adjusted),
  its_rungs as (
    insert into rungs (no, clock, occurrence, rung, rule, due_at, fired_at, late_ms, suspended, coalesced, notify)
    select $1::text, clock, occurrence, rung,
      case when x.ruled then x.rule else (select k.rule from clocks k
        where k.no = $1 and k.clock = x.clock and k.occurrence = x.occurrence) end,
      due_at, fired_at, late_ms, suspended, coalesced, notify
    from guard, jsonb_to_recordset(${RUNGS}::jsonb) as x(clock text, occurrence int, rung text, ruled boolean,
      rule text, due_at timestamptz, fired_at timestamptz, late_ms bigint,
      suspended boolean, coalesced boolean, notify text[])
    on conflict (no, clock, occurrence, rung) do nothing)`;

const WRITE = `with guard as (select 1), ${WRITING} select 1`;

/**
 * Writes the rows of a case for `state`; `fresh` are the events that came with it (all of them after a fold from the
 * start).
 */
export async function writeReadModel(
  tx: Queryable,
  identity: CaseIdentity,
  state: CaseState,
  fresh: readonly RecordedEvent[],
): Promise<void> {
  await preparedRow(tx, WRITE, readModelRows(identity, state, fresh));
}

/** The parameters of `WRITING`. */
export function readModelRows(
  identity: CaseIdentity,
  state: CaseState,
  fresh: readonly RecordedEvent[],
): readonly unknown[] {
  const wall = wallClock(identity.base);
  return [
    identity.no,
    state.seq,
    identity.packId,
    state.pack?.version ?? identity.packVersion,
    state.object,
    state.stage,
    state.class,
    state.level,
    state.unit,
    state.handler ?? null,
    state.channels[0],
    state.category,
    isOverdue(state),
    identity.base.speed !== 1,
    wall(state.registeredAt),
    wall(nextDueAt(state)),
    wall(state.closedAt),
    canonicalJson(state),
    state.access?.roles ?? null,
    state.access?.recused ?? [],
    state.calendarLayers ?? null,
    state.calendarVersion ?? null,
    isProvisionalCase(state),
    JSON.stringify(clockRows(touchedClocks(state, fresh), wall)),
    JSON.stringify(rungRows(fresh, identity.base)),
  ];
}

const ABOUT_ALL: readonly RecordedEvent['type'][] = [
  'ClocksPaused',
  'ClocksResumed',
  'CalendarPublished',
  'ClosureOrdered',
  'ClosureLifted',
  'PackMigrated',
];

/** Clocks whose row may have changed: those that a clock's event names, all of them where one event is about all. */
function touchedClocks(state: CaseState, events: readonly RecordedEvent[]): CaseState['clocks'] {
  if (events.some((event) => ABOUT_ALL.includes(event.type))) return state.clocks;
  const named = new Set(
    events.flatMap((event) =>
      event.type.startsWith('Clock') && 'occurrence' in event.data
        ? [`${event.data.clock}/${event.data.occurrence}`]
        : [],
    ),
  );
  return state.clocks.filter((clock) => named.has(`${clock.clock}/${clock.occurrence}`));
}

/** Takes a case out of the read model. */
export async function clearReadModel(tx: Queryable, no: string): Promise<void> {
  await tx.query('delete from rungs where no = $1', [no]);
  await tx.query('delete from clocks where no = $1', [no]);
  await tx.query('delete from cases where no = $1', [no]);
}

type Wall = (at: number | undefined) => string | null;

function wallClock(base: TimeBase): Wall {
  return (at) => (at === undefined ? null : new Date(toWallTime(base, at)).toISOString());
}

function clockRows(clocks: CaseState['clocks'], wall: Wall): readonly Record<string, unknown>[] {
  return clocks.map((clock) => ({
    clock: clock.clock,
    occurrence: clock.occurrence,
    rule: clock.rule ?? null,
    subject: clock.subject ?? null,
    status: clock.status,
    overdue: clock.overdue,
    started_at: wall(clock.startedAt),
    target_at: wall(clock.targetAt),
    due_at: wall(clock.dueAt),
    missed_at: wall(clock.missedAt),
    stopped_at: wall(clock.stoppedAt),
    provisional: clock.provisional ?? false,
    calendar_version: clock.calendarVersion ?? null,
    calendar_adjusted: clock.calendarAdjusted ?? false,
  }));
}

function rungRows(events: readonly RecordedEvent[], base: TimeBase): readonly Record<string, unknown>[] {
  return events.flatMap((event, index) => {
    if (event.type !== 'RungFired') return [];
    const { data } = event;
    const due = toWallTime(base, data.dueAt);
    const said = lastSaid(events.slice(0, index), data);
    return [
      {
        clock: data.clock,
        occurrence: data.occurrence,
        rung: data.rung,
        // A migration gives a clock another rule; what has fired keeps the one it fired under. What these events do not
        // say, the clock's row still has.
        ruled: said !== undefined,
        rule: said?.rule ?? null,
        due_at: new Date(due).toISOString(),
        fired_at: new Date(due + data.lateMs).toISOString(),
        late_ms: data.lateMs,
        suspended: data.lateBecause === 'suspended',
        coalesced: data.coalesced ?? false,
        notify: data.notify,
      },
    ];
  });
}

/** What the events say last of the rules of a clock. */
function lastSaid(
  events: readonly RecordedEvent[],
  { clock, occurrence }: ClockRef,
): (ClockRef & Pick<ClockRules, 'rule'>) | undefined {
  return events
    .flatMap((event) =>
      event.type === 'ClockStarted' ? [event.data] : event.type === 'PackMigrated' ? (event.data.clocks ?? []) : [],
    )
    .findLast((said) => said.clock === clock && said.occurrence === occurrence);
}
