import type { RegisteredPack } from '../../client/packRegistry.ts';
import { barredFrom } from '../../domain/case/access.ts';
import type { Actor } from '../../domain/case/event.ts';
import { phrase } from '../../language/phrase.ts';
import { claimKey, releaseKey, type Claim, type RequestKey } from '../../store/idempotency/idempotency.ts';
import { readCase, readCaseAndClaim, type CaseView } from '../../store/readModel/caseView.ts';
import { Problem } from '../problems/problem.ts';
import type { ApiDependencies } from '../process/dependencies.ts';

export type FoundCase = Readonly<{
  view: CaseView;
  pack: RegisteredPack;
}>;

/** Throws 404 when the actor may not see it. */
export async function findCase(deps: ApiDependencies, no: string, actor: Actor): Promise<FoundCase> {
  const found = await loadCase(deps, no);
  if (barredFrom(found.view.state.access, actor) !== undefined) throw unknownCase();
  return found;
}

/** Also takes the request's key; none for a hidden case. */
export async function findCaseAndClaim(
  deps: ApiDependencies,
  no: string,
  actor: Actor,
  key: RequestKey | undefined,
): Promise<FoundCase & { readonly claim: Claim }> {
  if (key === undefined) return { ...(await findCase(deps, no, actor)), claim: { kind: 'new' } };
  const found = isNumber(no) ? await readCaseAndClaim(deps.db, deps.keys, no, key) : undefined;
  if (found === undefined) throw unknownCase();
  if (barredFrom(found.view.state.access, actor) !== undefined) {
    if (found.claimed) await releaseKey(deps.db, key);
    throw unknownCase();
  }
  const claim: Claim = found.claimed ? { kind: 'new' } : await claimKey(deps.db, key);
  return { ...(await withPack(deps, found.view)), claim };
}

/** Even if the actor's own action has hidden it from them. */
export async function loadCase(deps: ApiDependencies, no: string): Promise<FoundCase> {
  const view = isNumber(no) ? await readCase(deps.db, deps.keys, no) : undefined;
  if (view === undefined) throw unknownCase();
  return withPack(deps, view);
}

async function withPack(deps: ApiDependencies, view: CaseView): Promise<FoundCase> {
  return { view, pack: await deps.packs.byHash(view.pack.hash, view.intake.calendar) };
}

function isNumber(no: string): boolean {
  return /^[\w-]{1,40}$/.test(no);
}

export function unknownCase(): Problem {
  return new Problem(404, 'complaint-unknown', phrase('no-complaint'));
}
