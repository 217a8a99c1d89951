import { phrase } from '../../language/phrase.ts';
import { barredFrom } from '../../domain/case/access.ts';
import type { Actor } from '../../domain/case/actor.ts';
import { readCase, readCaseAndClaim, readCaseAndKeep, type CaseView } from '../../store/readModel/caseView.ts';
import { releaseKey, type RequestKey } from '../../store/idempotency/idempotency.ts';
import type { ApiDependencies } from '../process/dependencies.ts';
import type { RegisteredPack } from '../../client/packRegistry.ts';
import { Problem } from '../problems/problem.ts';

interface FoundCase {
  readonly view: CaseView;
  readonly pack: RegisteredPack;
}

/**
 * The case of a path with the pack it was opened under; 404 when there is none, and just so for whoever may not know of
 * it.
 */
export async function findCase(deps: ApiDependencies, no: string | undefined, actor: Actor): Promise<FoundCase> {
  const found = await loadCase(deps, no);
  if (barredFrom(found.view.state.access, actor) !== undefined) throw unknownCase();
  return found;
}

/**
 * The same, and the request's key is taken in the same statement: `claimed` when it was free. Nothing is taken where
 * there is nothing to see.
 */
export async function findCaseAndClaim(
  deps: ApiDependencies,
  no: string | undefined,
  actor: Actor,
  key: RequestKey,
): Promise<FoundCase & { readonly claimed: boolean }> {
  const found = isNumber(no) ? await readCaseAndClaim(deps.db, deps.keys, no, key) : undefined;
  if (found === undefined) throw unknownCase();
  if (barredFrom(found.view.state.access, actor) !== undefined) {
    if (found.claimed) await releaseKey(deps.db, key);
    throw unknownCase();
  }
  return { ...found, pack: await deps.packs.byHash(found.view.pack.hash) };
}

/** The case for whoever has just acted on it: an action may take it out of its actor's sight. */
export async function loadCase(deps: ApiDependencies, no: string | undefined): Promise<FoundCase> {
  const view = isNumber(no) ? await readCase(deps.db, deps.keys, no) : undefined;
  if (view === undefined) throw unknownCase();
  return { view, pack: await deps.packs.byHash(view.pack.hash, view.intake.calendar) };
}

/** The same; what the answer shows is kept under the request's key, where it has one. */
export async function loadCaseAndKeep(
  deps: ApiDependencies,
  no: string,
  key: RequestKey | undefined,
  pending: string | undefined,
): Promise<CaseView> {
  const view =
    key === undefined
      ? await readCase(deps.db, deps.keys, no)
      : await readCaseAndKeep(deps.db, deps.keys, no, key, pending);
  if (view === undefined) throw unknownCase();
  return view;
}

function isNumber(no: string | undefined): no is string {
  return /^[\w-]{1,40}$/.test(no ?? '');
}

/** What everybody is told of a case that is not there for them. */
export function unknownCase(): Problem {
  return new Problem(404, 'complaint-unknown', phrase('no-complaint'));
}
