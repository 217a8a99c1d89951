import { calendarMarks } from '../limits/countedTime.ts';
import { limitContext } from '../limits/caseCalendar.ts';
import { scheduledOf } from './scheduled.ts';
import { provisionalOf, provisionalVersion } from './provisionalOf.ts';
import type { CaseState } from '../case/state.ts';
import { clockDefOf, type EnginePack } from '../pack/pack.ts';
import { defined, own } from '../values/own.ts';

/** When the case next acts by itself (case time), with a label for its timer. */
export type NextTimer = Readonly<{
  at: number;
  key: string;
  label: string;
  notify: readonly string[];
  /** Calendar version, while provisional. */
  provisional?: string;
}>;

/** `undefined` when no clock runs. */
export function nextTimer(pack: EnginePack, state: CaseState): NextTimer | undefined {
  const instants = scheduledOf(pack, state);
  const first = instants[0];
  if (first === undefined) return undefined;
  const { at } = first;
  const told = instants.flatMap((one) => (one.at === at && one.kind === 'rung' ? (one.rung?.notify ?? []) : []));
  const notify = [...new Set(told)];
  if (first.kind === 'resume') {
    const { kind = '', since = at } = state.paused ?? {};
    const { max, title = kind } = own(pack.pauses, kind) ?? {};
    const marks = max === undefined ? {} : calendarMarks(max, since, at, limitContext(pack, state));
    return { at, key: `resume/${kind}`, label: title, notify, ...defined({ provisional: provisionalVersion(marks) }) };
  }
  const { clock, rung } = first;
  const title = clockDefOf(pack, clock.clock)?.title ?? clock.clock;
  const key = `${clock.clock}/${clock.occurrence}/${rung?.id ?? 'due'}`;
  return { at, key, label: title, notify, ...defined({ provisional: provisionalVersion(provisionalOf(clock)) }) };
}
