/** The rows of one case: a function of the log and nothing else. */

import type { ClockRef, ClockRules } from '../../domain/case/clockEvent.ts';
import type { RecordedEvent } from '../../domain/case/event.ts';
import { isOverdue, isProvisionalCase, mayStillAct, nextDueAt } from '../../domain/case/overdue.ts';
import { responsibleFor } from '../../domain/case/responsibleFor.ts';
import type { CaseState, ClockState } from '../../domain/case/state.ts';
import { toWallTime, type TimeBase } from '../../domain/time/timeBase.ts';
import { sameJson } from '../../domain/values/sameJson.ts';
import { preparedRow, type Queryable } from '../database/database.ts';
import type { Since } from '../facts/caseVersions.ts';
import { wallClock, type FactOwner, type Wall } from '../facts/factOwner.ts';
import { factRows } from '../facts/factRows.ts';
import { CLEARING_FACTS, factsAsRows, writingFacts } from '../facts/factTables.ts';

export type CaseIdentity = FactOwner &
  Readonly<{
    /** That it was opened under. */
    packVersion: string;
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
  'acting',
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
  'noted_at',
  'target_at',
  'due_at',
  'missed_at',
  'stopped_at',
  'provisional',
  'calendar_version',
  'calendar_adjusted',
  'pack_id',
  'drill',
  'owed',
  'monitor',
  'rule_adjusted',
  'first_due_at',
  'moved_by',
  'cancelled_because',
  'unit',
  'handler',
] as const;

/** `WRITING` takes $1 to $5 from `readModelRows`. */
export const READ_MODEL_PARAMETERS = 5;
const FACTS = '$5';

/** The parameters as rows of the tables. */
export const AS_ROWS = {
  cases: 'jsonb_populate_record(null::cases, $2::jsonb)',
  clocks: 'jsonb_populate_recordset(null::clocks, $3::jsonb)',
  rungs: 'jsonb_populate_recordset(null::rungs, $4::jsonb)',
  fact_cases: factsAsRows('fact_cases', FACTS),
  fact_cases_before: factsAsRows('fact_cases_before', FACTS),
  fact_clocks_before: factsAsRows('fact_clocks_before', FACTS),
  fact_spans: factsAsRows('fact_spans', FACTS),
  fact_steps: factsAsRows('fact_steps', FACTS),
  fact_dispatches: factsAsRows('fact_dispatches', FACTS),
  fact_approvals: factsAsRows('fact_approvals', FACTS),
  fact_links: factsAsRows('fact_links', FACTS),
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
    on conflict (no, clock, occurrence, rung) do nothing),
  ${writingFacts(FACTS)}`;

const WRITE = `with guard as (select 1), ${WRITING} select 1`;

/** `events`: all of the log. */
export async function writeReadModel(
  tx: Queryable,
  identity: CaseIdentity,
  events: readonly RecordedEvent[],
): Promise<void> {
  await preparedRow(tx, WRITE, readModelRows(identity, undefined, events).parameters);
}

/** For `WRITING`: the number, and each table's rows as JSON; and where the case stands after the events. */
export function readModelRows(
  identity: CaseIdentity,
  start: Since | undefined,
  events: readonly RecordedEvent[],
): Readonly<{ parameters: readonly unknown[]; now: Since }> {
  const { no, packId, packVersion, base } = identity;
  const wall = wallClock(base);
  const { rows: facts, now } = factRows(identity, start, events);
  const { state } = now;
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
    acting: mayStillAct(state),
    calendar_layers: state.calendarLayers,
    calendar_version: state.calendarVersion,
    provisional: isProvisionalCase(state),
  };
  const clocks = touchedClocks(start?.state, state).map((clock) => clockRow(identity, state, clock, wall));
  const parts = [theCase, clocks, rungRows(events, base), facts];
  return { parameters: [no, ...parts.map((part) => JSON.stringify(part))], now };
}

/** Clocks that are new or another than `before`, and open ones that somebody else answers for now. */
function touchedClocks(before: CaseState | undefined, after: CaseState): readonly ClockState[] {
  const isHandedOver = (clock: ClockState): boolean =>
    before !== undefined &&
    clock.unit === undefined &&
    !sameJson(responsibleFor(before, clock), responsibleFor(after, clock));
  return after.clocks.filter((clock, index) => clock !== before?.clocks[index] || isHandedOver(clock));
}

export async function clearReadModel(tx: Queryable, no: string): Promise<void> {
  await tx.query(
    `with its_rungs as (delete from rungs where no = $1), its_clocks as (delete from clocks where no = $1),
      ${CLEARING_FACTS} delete from cases where no = $1`,
    [no],
  );
}

function clockRow(
  { packId, base }: CaseIdentity,
  state: CaseState,
  clock: ClockState,
  wall: Wall,
): Readonly<Record<(typeof CLOCK_COLUMNS)[number], unknown>> {
  const { unit, handler } = clock.unit === undefined ? responsibleFor(state, clock) : clock;
  return {
    clock: clock.clock,
    occurrence: clock.occurrence,
    rule: clock.rule,
    subject: clock.subject,
    status: clock.status,
    overdue: clock.overdue,
    started_at: wall(clock.startedAt),
    noted_at: wall(clock.notedAt ?? clock.startedAt),
    target_at: wall(clock.targetAt),
    due_at: wall(clock.dueAt),
    missed_at: wall(clock.missedAt),
    stopped_at: wall(clock.stoppedAt),
    provisional: clock.provisional ?? false,
    calendar_version: clock.calendarVersion,
    calendar_adjusted: clock.calendarAdjusted ?? false,
    pack_id: packId,
    drill: base.speed !== 1,
    owed: clock.owed ?? true,
    monitor: clock.monitor ?? false,
    rule_adjusted: clock.ruleAdjusted ?? false,
    first_due_at: wall(clock.firstDueAt ?? clock.dueAt),
    moved_by: clock.movedBy ?? [],
    cancelled_because: clock.cancelledBecause,
    unit,
    handler,
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
