import { phrase } from '../../language/phrase.ts';
import type { Request } from 'express';
import type { Actor } from '../../domain/case/actor.ts';
import { namedActor } from '../../domain/case/namedActor.ts';
import { actorFor } from '../../store/people/people.ts';
import type { ApiDependencies } from '../process/dependencies.ts';
import { Problem } from '../problems/problem.ts';

/** The first question of every request: when the database stands still, the client is told so in under two seconds. */
const ANSWER_MS = 1_500;

/**
 * Who asks: the person named by `X-Redress-Actor`, else the installation's local one. `no` gives them reach over that
 * case.
 */
export async function currentActor(deps: ApiDependencies, request: Request, no?: string): Promise<Actor> {
  const header = request.headers['x-redress-actor'];
  const named = (Array.isArray(header) ? header[0] : header)?.trim() ?? '';
  const id = named === '' ? deps.localActor : named;
  if (id === '') throw new Problem(401, 'actor-missing', phrase('say-actor-header'));
  const actor = namedActor(id).ok ? await actorFor(deps.db, id, no, ANSWER_MS) : undefined;
  if (actor === undefined) throw new Problem(401, 'actor-unknown', phrase('actor-header-unknown'));
  return actor;
}
