import type { Request } from 'express';
import type { Actor } from '../../domain/case/event.ts';
import { namedActor } from '../../domain/case/namedActor.ts';
import { phrase } from '../../language/phrase.ts';
import { actorFor } from '../../store/people/people.ts';
import { Problem } from '../problems/problem.ts';
import type { ApiDependencies } from '../process/dependencies.ts';

/** Every request starts here: when the database hangs, the client knows in two seconds. */
const ANSWER_MS = 1_500;

/** Whom `X-Redress-Actor` names, else the local person; with reach over the case `no`. */
export async function currentActor(deps: ApiDependencies, request: Request, no?: string): Promise<Actor> {
  const id = request.get('x-redress-actor')?.trim() || deps.localActor;
  if (id === '') throw new Problem(401, 'actor-missing', phrase('say-actor-header'));
  const actor = namedActor(id).ok ? await actorFor(deps.db, id, no, ANSWER_MS) : undefined;
  if (actor === undefined) throw new Problem(401, 'actor-unknown', phrase('actor-header-unknown'));
  return actor;
}
