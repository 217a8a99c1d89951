import type { RecordedEvent } from '../../domain/case/event.ts';
import { evolveAll } from '../../domain/case/evolve.ts';
import { canonicalJson } from '../../store/database/canonicalJson.ts';
import type { ReplayedCase } from './replayCase.ts';

/** How a case's log stands to its workflow. */
export type Comparison =
  | { readonly kind: 'equal' }
  /** The workflow has these events more. */
  | { readonly kind: 'log-behind'; readonly missing: readonly RecordedEvent[] }
  /** The log has so many events more. */
  | { readonly kind: 'log-ahead'; readonly by: number }
  /** From this event on they tell different stories; these are the workflow's. */
  | { readonly kind: 'diverged'; readonly from: number; readonly theirs: readonly RecordedEvent[] }
  /** The history that would have to be compared is gone. */
  | { readonly kind: 'unknowable' };

export function compareCase(log: readonly RecordedEvent[], truth: ReplayedCase): Comparison {
  const begins = truth.before?.seq ?? 0;
  if (log.length < begins) return { kind: 'unknowable' };
  if (
    truth.before !== undefined &&
    canonicalJson(evolveAll(undefined, log.slice(0, begins))) !== canonicalJson(truth.before)
  )
    return { kind: 'unknowable' };
  const both = Math.min(log.length - begins, truth.events.length);
  const differs = truth.events
    .slice(0, both)
    .findIndex((event, index) => canonicalJson(event) !== canonicalJson(log[begins + index]));
  if (differs >= 0) return { kind: 'diverged', from: begins + differs + 1, theirs: truth.events.slice(differs) };
  if (log.length < truth.state.seq) return { kind: 'log-behind', missing: truth.events.slice(log.length - begins) };
  if (log.length > truth.state.seq) return { kind: 'log-ahead', by: log.length - truth.state.seq };
  return { kind: 'equal' };
}
