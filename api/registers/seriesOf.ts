import type { FigureBook } from '../../domain/figures/figure.ts';
import type { PackCoding } from '../../domain/figures/returnDefinition.ts';
import { own } from '../../domain/values/own.ts';
import type { ApiDependencies } from '../process/dependencies.ts';

export type NamedSeries = FigureBook['series'];

/** Numbers of other systems that the figures and the returns of a pack ask for. */
export function seriesOf({ packs, returns }: Pick<ApiDependencies, 'packs' | 'returns'>, pack: string): NamedSeries {
  const ofReturns = returns.flatMap((one) =>
    one.kind === 'table' && own<PackCoding>(one.packs, pack) !== undefined ? Object.entries(one.series) : [],
  );
  const ofFigures = packs.book(pack)?.series ?? {};
  return { ...ofFigures, ...Object.fromEntries(ofReturns.filter(([name]) => own(ofFigures, name) === undefined)) };
}
