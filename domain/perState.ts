import type { EnginePack } from './pack.ts';
import type { CaseState } from './state.ts';

/**
 * The same function, its latest answer kept: states and packs are never changed in place, so the same two objects have the same answer. One
 * decision asks the same of the same state several times.
 */
export function perState<T>(compute: (pack: EnginePack, state: CaseState) => T): (pack: EnginePack, state: CaseState) => T {
  let kept: { readonly pack: EnginePack; readonly state: CaseState; readonly answer: T } | undefined;
  return (pack, state) => {
    if (kept?.pack !== pack || kept.state !== state) kept = { pack, state, answer: compute(pack, state) };
    return kept.answer;
  };
}
