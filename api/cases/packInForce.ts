import type { RegisteredPack } from '../../client/packRegistry.ts';
import { phrase } from '../../language/phrase.ts';
import { Problem } from '../problems/problem.ts';
import type { ApiDependencies } from '../process/dependencies.ts';

/** Throws 404 that lists the packs in force. */
export function packInForce({ packs }: ApiDependencies, id: string): RegisteredPack {
  const found = packs.find(id);
  if (found !== undefined) return found;
  const known = packs.inForce().map((one) => one.engine.id);
  throw new Problem(404, 'pack-unknown', phrase('no-such-pack', { packs: known }));
}
