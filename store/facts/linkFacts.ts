import type { CaseState } from '../../domain/case/state.ts';
import { changedSince } from './changedSince.ts';
import type { Wall } from './factOwner.ts';

/** Links made since `before`; the same again is none. */
export function linkFacts(
  before: CaseState | undefined,
  after: CaseState,
  wall: Wall,
): readonly Readonly<Record<string, unknown>>[] {
  return changedSince(before?.links, after.links)
    .filter((link) => link === after.links.find(({ no, kind }) => no === link.no && kind === link.kind))
    .map(({ no: other, kind, at, actor }) => ({ other, kind, at: wall(at), actor }));
}
