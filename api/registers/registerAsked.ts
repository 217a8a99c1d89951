import type { RegisteredPack } from '../../client/packRegistry.ts';
import type { Actor } from '../../domain/case/event.ts';
import type { FigureBook } from '../../domain/figures/figure.ts';
import { REGISTERS, type Register } from '../../domain/registers/registerCatalogue.ts';
import { own } from '../../domain/values/own.ts';
import { phrase } from '../../language/phrase.ts';
import { packInForce } from '../cases/packInForce.ts';
import { Problem } from '../problems/problem.ts';
import type { ApiDependencies } from '../process/dependencies.ts';
import { keepersOf } from './keepers.ts';
import { seriesOf, type NamedSeries } from './seriesOf.ts';

export type RegisterAsked = Readonly<{
  pack: RegisteredPack;
  book: FigureBook | undefined;
  series: NamedSeries;
  def: Register;
}>;

/** Throws 404 for an unknown register or pack, and 403 for whoever does not keep it. */
export function registerAsked(deps: ApiDependencies, actor: Actor, register: string, packId: string): RegisterAsked {
  const def = own(REGISTERS, register);
  if (def === undefined)
    throw new Problem(404, 'register-unknown', phrase('no-such-register', { registers: Object.keys(REGISTERS) }));
  const pack = packInForce(deps, packId);
  const roles = keepersOf(pack.engine, def);
  if (!roles.some((role) => actor.roles.includes(role)))
    throw new Problem(403, 'actor-not-allowed', phrase('roles-that-may', { roles }));
  return { pack, book: deps.packs.book(packId), series: seriesOf(deps, packId), def };
}
