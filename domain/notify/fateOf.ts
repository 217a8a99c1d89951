/** What becomes of a notification at the moment at which it is sent. Case time. */

import type { RecordedEvent } from '../case/event.ts';
import type { ClockRef } from '../case/clockEvent.ts';
import { clockIn, isSameClock } from '../case/clockIn.ts';
import type { CaseState, ClockState } from '../case/state.ts';
import type { Delivery, Notification } from './delivery.ts';
import { kindOf } from './rungKind.ts';

/** The case as it is now. */
export type Now = Readonly<{
  state: CaseState;
  /** After the decision that is told, in order. */
  since: readonly RecordedEvent[];
  /** Events that notices are of, by seq. */
  noticed: ReadonlyMap<number, RecordedEvent>;
}>;

/**
 * Why nobody needs it any more: the step is `done`; the clock `cancelled` or `paused`; those whom it tells are told of
 * a later rung (`newer`); what it asks for is `settled`.
 */
export type Moot = Readonly<
  { because: 'done'; at: number } | { because: 'cancelled' | 'paused' | 'newer' | 'settled' }
>;

export type Fate = Readonly<{
  moot?: Moot;
  /** As it is told now. */
  item: Notification;
  /** The clock now, where it is another than it was. */
  clock?: ClockState;
  /** What concerns the reader and happened since. */
  since: readonly RecordedEvent[];
}>;

/**
 * A lapse and what went up a level are told in any case, with what has happened since. A warning or a repetition is
 * moot when nobody has to hear it any more; a warning of a limit that has passed says so. `now` is absent when nothing
 * has happened since.
 */
export function fateOf(delivery: Pick<Delivery, 'items'>, item: Notification, now: Now | undefined): Fate {
  const kind = kindOf(item);
  if (kind === undefined) return { item, since: [], ...mootNotice(item, now) };
  const clock = now && clockIn(now.state, refOf(item));
  const goesOut = kind === 'lapse' || item.escalatedTo !== undefined;
  const moot = goesOut ? undefined : (mootBy(clock) ?? (isSuperseded(delivery, item, now) ? NEWER : undefined));
  return {
    item: kind === 'warning' && clock !== undefined ? warningNow(delivery, item, clock, now) : item,
    since: (now?.since ?? []).filter((event) => concerns(item, event)),
    ...(clock === undefined ? {} : { clock }),
    ...(moot === undefined ? {} : { moot }),
  };
}

/** Due as it is now; once the limit has passed, in the words in which that is told. */
function warningNow(
  { items }: Pick<Delivery, 'items'>,
  item: Notification,
  { status, dueAt }: ClockState,
  now: Now | undefined,
): Notification {
  const ref = refOf(item);
  const together = items.find((one) => kindOf(one) === 'lapse' && isOf(one, item) && one.escalatedTo === undefined);
  const since = now?.since.find(
    ({ type, data }, index, all) =>
      type === 'RungFired' && isSameClock(data, ref) && data.dueAt === dueAt && all[index + 1]?.type !== 'LevelChanged',
  );
  const lapsed = since?.type === 'RungFired' ? since.data.message : together?.message;
  return { ...item, dueAt, message: status === 'missed' ? (lapsed ?? item.message) : item.message };
}

function isOf(one: Notification, other: Notification): boolean {
  return isSameClock(refOf(one), refOf(other));
}

const NEWER: Moot = { because: 'newer' };

function mootBy(clock: ClockState | undefined): Moot | undefined {
  if (clock?.stoppedAt !== undefined && (clock.status === 'met' || clock.status === 'late'))
    return { because: 'done', at: clock.stoppedAt };
  return clock?.status === 'cancelled' || clock?.status === 'paused' ? { because: clock.status } : undefined;
}

/** Has a later rung of the same clock told all of its roles? */
function isSuperseded({ items }: Pick<Delivery, 'items'>, item: Notification, now: Now | undefined): boolean {
  const ref = refOf(item);
  const together = items.filter((one) => isOf(one, item));
  const later = [
    ...together.map(({ plannedAt = 0, notify }) => ({ at: plannedAt, notify })),
    ...(now?.since ?? []).flatMap(({ type, data }) =>
      type === 'RungFired' && isSameClock(data, ref) ? [{ at: data.dueAt, notify: data.notify }] : [],
    ),
  ].filter((rung) => rung.at > (item.plannedAt ?? 0));
  return item.notify.every((role) => later.some(({ notify }) => notify.includes(role)));
}

/** Who is asked to answer or to approve need not any more. */
function mootNotice({ key }: Notification, now: Now | undefined): { readonly moot?: Moot } {
  if (now === undefined) return {};
  const event = now.noticed.get(Number(key.split('/')[1]));
  return event !== undefined && isSettled(event, now.state) ? { moot: { because: 'settled' } } : {};
}

function isSettled({ type, data }: RecordedEvent, { approvals, dispatches }: CaseState): boolean {
  if (type === 'ApprovalRequested')
    return approvals.some((one) => one.request === data.request && one.status !== 'pending');
  if (type !== 'DepartmentDispatched') return false;
  const dispatch = dispatches.find((one) => one.id === data.dispatch);
  return dispatch !== undefined && (dispatch.status !== 'open' || dispatch.department !== data.department);
}

function refOf({ key }: Notification): ClockRef {
  const [clock = '', occurrence = ''] = key.split('/');
  return { clock, occurrence: Number(occurrence) };
}

const STATIONS: ReadonlySet<RecordedEvent['type']> = new Set([
  'CaseAccepted',
  'CaseRefused',
  'CaseResolved',
  'CaseClosed',
  'CaseReopened',
  'CaseWithdrawn',
  'CaseMerged',
  'DispatchAnswered',
  'DispatchRefused',
  'DispatchRerouted',
  'LevelChanged',
  'StepRecorded',
]);

function concerns(item: Notification, event: RecordedEvent): boolean {
  if (event.type !== 'ClockMoved') return STATIONS.has(event.type);
  return isSameClock(event.data, refOf(item));
}
