import type { RegisteredPack } from '../../client/packRegistry.ts';
import { barredFrom } from '../../domain/case/access.ts';
import type { Actor } from '../../domain/case/actor.ts';
import { phrase } from '../../language/phrase.ts';
import { claimKey, releaseKey, type Claim, type RequestKey } from '../../store/idempotency/idempotency.ts';
import { readCase, readCaseAndClaim, type CaseView } from '../../store/readModel/caseView.ts';
import { Problem } from '../problems/problem.ts';
import type { ApiDependencies } from '../process/dependencies.ts';

export interface FoundCase {
  readonly view: CaseView;
  readonly pack: RegisteredPack;
}

/** The case with the pack it goes by; 404 when there is none, and just so for whoever may not know of it. */
export async function findCase(deps: ApiDependencies, no: string, actor: Actor): Promise<FoundCase> {
  const found = await loadCase(deps, no);
  if (barredFrom(found.view.state.access, actor) !== undefined) throw unknownCase();
  return found;
}

/**
 * The same, and the request's key, where it has one, is taken in the same statement, or it is said who has it. Nothing
 * is taken where there is nothing to see.
 */
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

/** The case for whoever has just acted on it: an action may take it out of its actor's sight. */
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

/** What everybody is told of a case that is not there for them. */
export function unknownCase(): Problem {
  return new Problem(404, 'complaint-unknown', phrase('no-complaint'));
}
