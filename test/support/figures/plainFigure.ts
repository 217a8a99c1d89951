/**
 * Figures worked out a second time, from the logs and in plain code: slow, short, and without the fact tables and the
 * SQL that the product uses. Both must come to the same numbers.
 */

import type { RecordedEvent } from '../../../domain/case/event.ts';
import { evolveAll } from '../../../domain/case/evolve.ts';
import { factsOf } from '../../../domain/case/facts.ts';
import { isEnded } from '../../../domain/case/overdue.ts';
import type { CaseState, ClockState } from '../../../domain/case/state.ts';
import type { Counted, DurationFigure, Figure, FigureBook, Moment } from '../../../domain/figures/figure.ts';
import { matches, type Condition, type FactValue, type Facts } from '../../../domain/pack/condition.ts';
import type { EnginePack } from '../../../domain/pack/pack.ts';

export type PlainCase = Readonly<{ no: string; events: readonly RecordedEvent[]; customer: string | undefined }>;

export type PlainAsk = Readonly<{
  pack: EnginePack;
  book: FigureBook;
  cases: readonly PlainCase[];
  /** Epoch ms: [from, to). */
  from: number;
  to: number;
  now: number;
}>;

export type PlainAnswer = Readonly<{
  numerator: number;
  denominator: number;
  /** Hours, of a duration. */
  hours?: readonly number[];
  sum?: number;
}>;

/** A case as of a moment. */
type Seen = Readonly<{ of: PlainCase; events: readonly RecordedEvent[]; state: CaseState; asOf: number }>;
/** Something that is counted: its facts, and when it fell in the period. */
type Row = Readonly<{
  facts: Facts;
  moment: number | undefined;
  seen: Seen;
  field: (name: string) => unknown;
  /** Of the case that it belongs to, or is linked to. */
  inner?: Readonly<Record<string, Facts>>;
  /** Was this clock of the linked case missed before? */
  afterMissed?: (clock: string) => boolean;
}>;

/** `undefined`: a kind or source that logs know nothing of. */
export function plainFigure(figure: Figure, ask: PlainAsk): PlainAnswer | undefined {
  if (figure.kind === 'per' || figure.kind === 'change' || figure.kind === 'trend') return undefined;
  if (!['case', 'clock', 'step', 'dispatch', 'approval', 'link'].includes(figure.of)) return undefined;
  const asOf = Math.min(ask.to + graceOf(figure), ask.now);
  const seen = ask.cases.flatMap((of) => seenAt(of, asOf));
  const within = (row: Row): boolean =>
    figure.basis === 'at' ||
    (row.moment !== undefined && row.moment >= ask.from && row.moment < Math.min(ask.to, asOf));
  const rows = seen
    .flatMap((one) => rowsOf(figure, one, ask))
    .filter((row) => within(row) && holds(figure.cohort, row));
  const counted = rows.filter((row) => holds(figure.condition, judged(figure, row, ask)));
  const size = (all: readonly Row[]): number => sizeOf(figure, all);
  if (figure.kind === 'duration') return { numerator: 0, denominator: rows.length, hours: hoursOf(figure, counted) };
  if (figure.kind === 'sum')
    return {
      numerator: counted.length,
      denominator: rows.length,
      sum: counted.reduce((sum, row) => sum + moneyOf(figure.field, row), 0),
    };
  return { numerator: size(counted), denominator: size(rows) };
}

/** Conditions on the row, and within it on its case. */
function holds(condition: Condition | undefined, row: Row): boolean {
  return Object.entries(condition ?? {}).every(([key, wanted]) => {
    if (key === 'all') return (wanted as readonly Condition[]).every((part) => holds(part, row));
    if (key === 'any') return (wanted as readonly Condition[]).some((part) => holds(part, row));
    if (key === 'not') return !holds(wanted as Condition, row);
    const inner = row.inner?.[key];
    if (inner !== undefined) return matches(wanted as Condition, inner);
    if (row.afterMissed !== undefined && key === 'afterMissed') return row.afterMissed(wanted as string);
    return matches({ [key]: wanted }, row.facts);
  });
}

function seenAt(of: PlainCase, asOf: number): readonly Seen[] {
  const events = of.events.filter(({ at }) => at < asOf);
  const state = evolveAll(undefined, events);
  return state === undefined ? [] : [{ of, events, state, asOf }];
}

function graceOf({ grace }: Counted): number {
  if (grace === undefined) return 0;
  return 'days' in grace ? grace.days * 86_400_000 : grace.hours * 3_600_000;
}

/** Merged ones, and those registered twice, are no cases of their own. */
function isCounted({ state }: Seen): boolean {
  return state.stage !== 'merged' && !(state.stage === 'withdrawn' && state.outcome === 'duplicate');
}

function rowsOf(figure: Counted, seen: Seen, ask: PlainAsk): readonly Row[] {
  const { state, events } = seen;
  const facts = caseFacts(seen, ask);
  const row = (own: Readonly<Record<string, FactValue | undefined>>, moment: number | undefined): Row => ({
    seen,
    moment,
    facts: (name) => own[name],
    field: (name) => own[name],
    inner: { case: facts },
  });
  if (figure.of === 'case')
    return isCounted(seen)
      ? [{ seen, facts, moment: momentOf(figure, seen), field: (path) => fieldAt(state, path) }]
      : [];
  const inCase = (own: number | undefined): number | undefined =>
    ['due', 'recorded', 'sent', 'answered', 'at'].includes(figure.basis) ? own : momentOf(figure, seen);
  if (figure.of === 'clock')
    return state.clocks
      .filter((clock) => figure.clocks === undefined || figure.clocks.includes(clock.clock))
      .filter((clock) => isOwed(clock, figure))
      .map((clock) => {
        const due = figure.due === 'first' ? firstDue(events, clock) : clock.dueAt;
        const stopped = clock.status === 'met' || clock.status === 'late' ? clock.stoppedAt : undefined;
        // What the lapse itself stopped, as an escalation at the due moment does, was not in time.
        const met = stopped !== undefined && (stopped < due || (stopped === due && clock.status !== 'late'));
        const own = {
          clock: clock.clock,
          occurrence: clock.occurrence,
          status: clock.status,
          met,
          late: stopped !== undefined && !met,
          missed: due < seen.asOf && clock.status !== 'cancelled' && !met,
          cancelledBecause: clock.status === 'cancelled' ? clock.cancelledBecause : undefined,
          metTarget: stopped !== undefined && clock.targetAt !== undefined && stopped <= clock.targetAt,
        };
        return row(own, inCase(due));
      });
  if (figure.of === 'step')
    return events.flatMap((event) =>
      event.type === 'StepRecorded' ? [row({ ...event.data.fields, step: event.data.step }, inCase(event.at))] : [],
    );
  if (figure.of === 'dispatch')
    return state.dispatches.map((one) => {
      // A refusal that was ruled invalid leaves it to be answered; whoever ends the case ends what is owed.
      const open = one.status === 'open' || one.refusal?.valid === false;
      const owed = state.clocks.some(
        ({ subject, dueAt, status, stoppedAt = Infinity }) =>
          subject === one.id &&
          dueAt < seen.asOf &&
          !((status === 'cancelled' || status === 'met') && stoppedAt <= dueAt),
      );
      const own = {
        department: one.department,
        rerouted: one.rerouted > 0,
        answered: one.status === 'answered',
        substantive: one.status === 'answered' && one.substantive === true,
        refused: one.status === 'refused',
        ruled: one.refusal?.valid !== undefined,
        valid: one.refusal?.valid === true,
        open,
        overdue: open && owed,
      };
      return row(own, inCase(figure.basis === 'answered' ? one.answeredAt : one.dispatchedAt));
    });
  if (figure.of === 'approval')
    return state.approvals.map((one) => {
      const decided = events.find(
        (event) =>
          (event.type === 'ApprovalCompleted' || event.type === 'ApprovalRejected') &&
          event.data.request === one.request,
      );
      const own = {
        approval: one.approval,
        action: one.action,
        result: one.status,
        fourEyes: !one.givenBy.includes(one.requester.id) && one.givenBy.length >= one.needed,
      };
      return row(own, inCase(decided?.at));
    });
  return state.links.map((link) => {
    const at =
      events.find((event) => event.type === 'CaseLinked' && event.data.no === link.no)?.at ?? state.registeredAt;
    const other = ask.cases.find(({ no }) => no === link.no);
    const [seenOther] = other === undefined ? [] : seenAt(other, seen.asOf);
    const own = row({ kind: link.kind }, inCase(at));
    return {
      ...own,
      inner: { ...own.inner, other: seenOther === undefined ? () => undefined : caseFacts(seenOther, ask) },
      afterMissed: (clock) =>
        seenOther?.state.clocks.some(
          (one) => one.clock === clock && one.missedAt !== undefined && one.missedAt < at,
        ) === true,
    };
  });
}

function isOwed(clock: ClockState, { include = [] }: Counted): boolean {
  if (clock.monitor === true) return false;
  if (clock.owed === false && !include.includes('not-owed')) return false;
  if (clock.provisional === true && !include.includes('provisional')) return false;
  if ((clock.calendarAdjusted === true || clock.ruleAdjusted === true) && !include.includes('adjusted')) return false;
  return clock.status !== 'cancelled' || include.includes('cancelled');
}

function firstDue(events: readonly RecordedEvent[], { clock, occurrence, dueAt }: ClockState): number {
  const started = events.find(
    (event) => event.type === 'ClockStarted' && event.data.clock === clock && event.data.occurrence === occurrence,
  );
  return started?.type === 'ClockStarted' ? started.data.dueAt : dueAt;
}

function momentOf(figure: Counted, { state, events }: Seen): number | undefined {
  switch (figure.basis) {
    case 'registered':
      return state.registeredAt;
    case 'accepted':
      return state.acceptedAt;
    case 'resolved':
      return state.resolvedAt;
    case 'closed-first':
      return events.find(({ type }) => type === 'CaseClosed')?.at;
    case 'closed':
      return state.stage === 'closed' ? state.closedAt : undefined;
    case 'ended':
      return isEnded(state) ? state.closedAt : undefined;
    case 'due':
      return state.clocks
        .filter((clock) => figure.clocks?.includes(clock.clock) === true && isOwed(clock, figure))
        .at(-1)?.dueAt;
    default:
      return undefined;
  }
}

function instantOf(moment: Moment, { state, events }: Seen): number | undefined {
  if (moment === 'registered') return state.registeredAt;
  if (moment === 'accepted') return state.acceptedAt;
  if (moment === 'ended') return isEnded(state) ? state.closedAt : undefined;
  const [type, step] =
    moment === 'resolved-first'
      ? ['CaseResolved']
      : moment === 'closed-first'
        ? ['CaseClosed']
        : ['StepRecorded', moment.slice(6)];
  return events.find(
    (event) => event.type === type && (step === undefined || (event.data as { step?: string }).step === step),
  )?.at;
}

function caseFacts(seen: Seen, { pack, book }: PlainAsk): Facts {
  const { state, events } = seen;
  const facts = factsOf(pack, state);
  const own: Readonly<Record<string, () => FactValue | undefined>> = {
    ended: () => isEnded(state),
    closed: () => state.stage === 'closed',
    decided: () => state.stage === 'closed' || state.stage === 'resolved',
    levelsUp: () => events.filter(({ type }) => type === 'LevelChanged').length,
    departments: () => new Set(state.dispatches.map(({ department }) => department)).size,
    assigned: () => state.handler !== undefined,
    attributed: () => events.every(({ actor }) => actor.id !== 'unknown'),
    elapsed: () => Object.fromEntries(Object.keys(book.bands).map((name) => [name, bandOf(name)])),
  };
  const bandOf = (name: string): number => {
    const band = book.bands[name];
    if (band === undefined) return -1;
    const [from, to] = [instantOf(band.from, seen), instantOf(band.to, seen)];
    if (from === undefined || to === undefined) return band.hours.length;
    const place = band.hours.findIndex((most) => to - from <= most * 3_600_000);
    return place < 0 ? band.hours.length : place;
  };
  return (name) => own[name]?.() ?? facts(name);
}

/** Facts of a case as it was so long after its basis; else those of the row. */
function judged(figure: Counted, row: Row, ask: PlainAsk): Row {
  if (figure.judgedAfter === undefined || row.moment === undefined) return row;
  const [then] = seenAt(row.seen.of, row.moment + figure.judgedAfter.minutes * 60_000 + 1);
  return then === undefined ? row : { ...row, facts: caseFacts(then, ask) };
}

function sizeOf({ distinct }: Counted, rows: readonly Row[]): number {
  if (distinct === undefined) return rows.length;
  const values = rows.map((row) =>
    distinct === 'customer' ? row.seen.of.customer : distinct === 'case' ? row.seen.of.no : row.field(distinct),
  );
  return new Set(values.filter((value) => value !== undefined)).size;
}

function hoursOf({ from, to }: DurationFigure, rows: readonly Row[]): readonly number[] {
  return rows.flatMap(({ seen }) => {
    const [start, end] = [instantOf(from, seen), instantOf(to, seen)];
    return start === undefined || end === undefined ? [] : [(end - start) / 3_600_000];
  });
}

function moneyOf(path: string, row: Row): number {
  const value = row.field(path);
  return typeof value === 'number' ? value : 0;
}

function fieldAt(state: CaseState, path: string): unknown {
  const [first, step = '', field = ''] = path.split('.');
  return first === 'steps' ? state.steps[step]?.fields[field] : state.fields[path];
}
