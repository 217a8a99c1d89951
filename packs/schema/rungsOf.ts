import type { RungDef } from '../../domain/pack/clockDef.ts';
import type { AuthoredPack } from './packSchema.ts';
import { parseRungAt, parseSpan, rungId } from './rungAt.ts';

/** A repeated rung becomes several, each of which fires once. */
export function rungsOf(rung: AuthoredPack['ladders'][string][number]): readonly RungDef[] {
  const first = parseRungAt(rung.at);
  if (first === undefined) return [];
  const every = rung.every === undefined ? undefined : parseSpan(rung.every);
  const moments =
    every === undefined || first.kind !== 'offset'
      ? [first]
      : Array.from({ length: rung.times ?? 1 }, (_, index) => ({ ...first, ms: first.ms + index * every }));
  const { at: _at, every: _every, times: _times, ...others } = rung;
  return moments.map((at) => ({ id: rungId(at), at, ...others }) as RungDef);
}
