import { PERSON_ID } from '../../domain/case/namedActor.ts';
import type { Actor } from '../../domain/case/event.ts';
import { changeCalendar, type CalendarChange } from '../../domain/decide/changeCalendar.ts';
import { ok } from '../../domain/case/rejection.ts';
import type { CaseRun } from '../run/caseRun.ts';
import { isObject } from '../../domain/values/isObject.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const LONGEST_ID = 200;

/**
 * What operators say about the days a case is counted with. Taken in order; the same notice again, or one that says
 * nothing new, changes nothing, and so does one in the name of somebody who is no administrator.
 */
export class Notices {
  readonly #run: CaseRun;

  constructor(run: CaseRun) {
    this.#run = run;
  }

  /** Anybody with access to the server can send anything: what is no notice is left aside. */
  add(notice: unknown): void {
    if (!isNotice(notice)) return;
    const isPast = (): boolean => this.#run.seen(notice.id) !== undefined;
    const asks = { key: `days ${notice.id} ${notice.by}`, person: notice.by, isPast };
    this.#run.arrivals.add({ asks, take: (actor) => this.#take(notice, actor) });
  }

  #take(notice: CalendarChange, by: Actor | undefined): void {
    const run = this.#run;
    if (by?.roles.includes('administrator') !== true || run.seen(notice.id) !== undefined) return;
    // What fell due by the old days before this moment has happened.
    run.decideAfterLapse((pack, state, at) => ok(changeCalendar(pack, state, notice, at)));
    run.remember(notice.id);
  }
}

function isNotice(value: unknown): value is CalendarChange {
  if (!isObject(value)) return false;
  const { id, by, kind, calendar, source, order, days, approver } = value;
  if (!isId(id) || typeof by !== 'string' || !PERSON_ID.test(by)) return false;
  if (kind === 'closure') return isId(order) && isId(approver) && Array.isArray(days) && days.every(isDay);
  if (kind === 'closure-lifted') return isId(order);
  return kind === 'published' && isCalendar(calendar) && isObject(source);
}

function isCalendar(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { layers, version, years, off, work, openFrom, closed } = value;
  const isDays = (one: unknown): boolean => isObject(one) && Object.keys(one).every(isDay);
  return (
    Array.isArray(layers) &&
    layers.every(isId) &&
    isId(version) &&
    Array.isArray(years) &&
    years.length > 0 &&
    years.every((year) => Number.isSafeInteger(year)) &&
    isDays(off) &&
    isDays(work) &&
    (openFrom === undefined || (typeof openFrom === 'string' && /^\d{2}-\d{2}$/.test(openFrom))) &&
    (closed === undefined || (Array.isArray(closed) && closed.every(isDay)))
  );
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= LONGEST_ID;
}

function isDay(value: unknown): boolean {
  return typeof value === 'string' && DAY.test(value) && !Number.isNaN(Date.parse(value));
}
