import { changeCalendar } from '../domain/changeCalendar.ts';
import type { CalendarNotice } from '../domain/changeCalendar.ts';
import { ok } from '../domain/rejection.ts';
import type { CaseRun } from './caseRun.ts';

/** What operators say about the days a case is counted with. Taken in order; the same notice again, or one that says nothing new, changes nothing. */
export class Notices {
  readonly #run: CaseRun;
  readonly #waiting: CalendarNotice[] = [];

  constructor(run: CaseRun) {
    this.#run = run;
  }

  /** Anybody with access to the server can send anything: what is no notice is left aside. */
  add(notice: unknown): void {
    if (isNotice(notice)) this.#waiting.push(notice);
  }

  waiting(): boolean {
    return this.#waiting.length > 0;
  }

  takeAll(): void {
    const run = this.#run;
    for (let notice = this.#waiting.shift(); notice !== undefined; notice = this.#waiting.shift()) {
      if (run.outcomeOf(notice.id) !== undefined) continue;
      const said = notice;
      // What fell due by the old days before this moment has happened.
      run.catchUp();
      run.decide((pack, state, at) => ok(changeCalendar(pack, state, said, at)));
      run.remember(said.id, { seq: run.state.seq });
    }
  }
}

function isNotice(value: unknown): value is CalendarNotice {
  if (typeof value !== 'object' || value === null) return false;
  const { id, by, kind, calendar, source, order, days } = value as Record<string, unknown>;
  if (typeof id !== 'string' || id === '' || typeof by !== 'string') return false;
  if (kind === 'closure')
    return typeof order === 'string' && Array.isArray(days) && days.every((day) => typeof day === 'string');
  if (kind === 'closure-lifted') return typeof order === 'string';
  return kind === 'published' && isCalendar(calendar) && typeof source === 'object' && source !== null;
}

function isCalendar(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { layers, version, years, off, work } = value as Record<string, unknown>;
  const isRecord = (one: unknown): boolean => typeof one === 'object' && one !== null && !Array.isArray(one);
  return (
    Array.isArray(layers) &&
    typeof version === 'string' &&
    Array.isArray(years) &&
    years.length > 0 &&
    isRecord(off) &&
    isRecord(work)
  );
}
