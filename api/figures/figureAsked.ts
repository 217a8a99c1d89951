import { figureContext } from '../../client/figureContext.ts';
import { phrase } from '../../language/phrase.ts';
import { FigureAskError } from '../../store/figures/figureAskError.ts';
import type { FigureContext } from '../../store/figures/figureContext.ts';
import { Problem } from '../problems/problem.ts';
import type { ApiDependencies } from '../process/dependencies.ts';

/** The rules by which a figure is evaluated; without a pack, the only one that has it. Throws 404. */
export function contextFor({ db, packs, now = Date.now }: ApiDependencies, pack: string): FigureContext {
  try {
    return figureContext(db, packs, pack, now());
  } catch (error) {
    throw problemOf(error);
  }
}

export function packOfFigure({ packs }: ApiDependencies, id: string, pack?: string): string {
  if (pack !== undefined) return pack;
  const having = packs
    .inForce()
    .map(({ engine }) => engine.id)
    .filter((one) => packs.book(one)?.figures.some((figure) => figure.id === id) === true);
  const [first, ...others] = having;
  if (first === undefined) throw new Problem(404, 'figure-unknown', phrase('figure-unknown-anywhere', { id }));
  if (others.length === 0) return first;
  const said = { ...phrase('figure-in-several', { id, packs: having }), pointer: '/pack' };
  throw new Problem(422, 'field-invalid', said);
}

/** Runs it, and turns what cannot be answered into a problem. */
export async function asked<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw problemOf(error);
  }
}

function problemOf(error: unknown): unknown {
  if (!(error instanceof FigureAskError)) return error;
  const status = error.of === 'id' || error.of === 'pack' ? 404 : 422;
  const said = error.of === 'id' ? error.said : { ...error.said, pointer: `/${error.of}` };
  return new Problem(status, error.fault, said);
}
