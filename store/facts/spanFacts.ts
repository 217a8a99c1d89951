import type { CaseState, LevelState, PauseState } from '../../domain/case/state.ts';
import type { Wall } from './factOwner.ts';

type Span = Readonly<Record<string, unknown>>;

/** Levels and pauses that began or ended since `before`. */
export function spanFacts(before: CaseState | undefined, after: CaseState, wall: Wall): readonly Span[] {
  return [...levelSpans(before?.levels, after.levels, wall), ...pauseSpans(before, after, wall)];
}

/** The last one before ends when the next begins. */
function levelSpans(before: readonly LevelState[] = [], after: readonly LevelState[], wall: Wall): readonly Span[] {
  if (before.length === after.length) return [];
  const from = Math.max(0, before.length - 1);
  return after.slice(from).map(({ level, seq, since, clock }, index) => ({
    seq,
    what: 'level',
    value: level,
    from_at: wall(since),
    to_at: wall(after[from + index + 1]?.since),
    by_clock: clock,
  }));
}

function pauseSpans(before: CaseState | undefined, { paused, pauses = [] }: CaseState, wall: Wall): readonly Span[] {
  const ended = pauses.slice(before?.pauses?.length ?? 0);
  const changed = paused === undefined || paused === before?.paused ? ended : [...ended, paused];
  return changed.map(({ seq, kind, since, to }: PauseState & { readonly to?: number }) => ({
    seq,
    what: 'pause',
    value: kind,
    from_at: wall(since),
    to_at: wall(to),
  }));
}
