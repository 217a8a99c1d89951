import { calendarMarks } from '../limits/calendarMarks.ts';
import { limitContext } from '../limits/caseCalendar.ts';
import { instantsOf } from './instants.ts';
import { own } from '../values/own.ts';
import type { EnginePack } from '../pack/pack.ts';
import type { CaseState } from '../case/state.ts';

/**
 * The nearest moment (case time) at which the case acts by itself, with a readable label for whoever looks at its
 * timer.
 */
export interface NextInstant {
  readonly at: number;
  readonly key: string;
  readonly label: string;
  readonly notify: readonly string[];
  /** Calendar version of a due moment that is still provisional. */
  readonly provisional?: string;
}

/** `undefined` when no clock runs. */
export function nextInstant(pack: EnginePack, state: CaseState): NextInstant | undefined {
  const instants = instantsOf(pack, state);
  const first = instants[0];
  if (first === undefined) return undefined;
  const told = instants
    .filter((one) => one.at === first.at)
    .flatMap((one) => (one.kind === 'rung' ? (one.rung?.notify ?? []) : []));
  if (first.kind === 'resume') {
    const kind = state.paused?.kind ?? '';
    const max = own(pack.pauses, kind)?.max;
    const marks =
      max === undefined ? {} : calendarMarks(max, state.paused?.since ?? first.at, first.at, limitContext(pack, state));
    return {
      at: first.at,
      key: `resume/${kind}`,
      label: own(pack.pauses, kind)?.title ?? kind,
      notify: [...new Set(told)],
      ...(marks.provisional === true ? { provisional: marks.calendarVersion ?? '' } : {}),
    };
  }
  const title = pack.clocks.find((def) => def.id === first.clock.clock)?.title ?? first.clock.clock;
  const key = `${first.clock.clock}/${first.clock.occurrence}/${first.rung?.id ?? 'due'}`;
  const { provisional, calendarVersion } = first.clock;
  return {
    at: first.at,
    key,
    label: title,
    notify: [...new Set(told)],
    ...(provisional === true ? { provisional: calendarVersion ?? '' } : {}),
  };
}
