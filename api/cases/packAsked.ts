import type { RegisteredPack } from '../../client/packRegistry.ts';
import { ok, reject, type Result } from '../../domain/case/rejection.ts';
import { phrase } from '../../language/phrase.ts';
import type { ApiDependencies } from '../process/dependencies.ts';

/** The named pack, else the default; with newly published years. */
export async function packAsked(
  { packs, defaultPack }: ApiDependencies,
  named: string | undefined,
): Promise<Result<RegisteredPack>> {
  const inForce = packs.inForce();
  const only = inForce.length === 1 ? inForce[0] : undefined;
  const found = named === undefined ? (packs.find(defaultPack ?? '') ?? only) : packs.find(named);
  if (found === undefined) {
    const known = { packs: inForce.map((one) => one.engine.id) };
    return reject(
      'pack-unknown',
      named === undefined ? phrase('name-pack', known) : phrase('no-such-pack', known),
      '/pack',
    );
  }
  if (found.engine.calendar === undefined) return ok(found);
  await packs.refreshCalendars();
  return ok(packs.find(found.engine.id) ?? found);
}
