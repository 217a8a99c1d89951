import { phrase } from '../../language/phrase.ts';
import type { ApiDependencies } from '../process/dependencies.ts';
import type { RegisteredPack } from '../../client/packRegistry.ts';
import { Problem } from '../problems/problem.ts';

/** The pack in force with this id; throws 404 with those that there are. */
export function packInForce(deps: ApiDependencies, id: string | undefined): RegisteredPack {
  const found = deps.packs.find(id ?? '');
  if (found !== undefined) return found;
  const known = deps.packs.inForce().map((one) => one.engine.id);
  throw new Problem(404, 'pack-unknown', phrase('no-such-pack', { packs: known }));
}
