import { clockDefOf, type EnginePack } from '../../domain/pack/pack.ts';

/** Without title when the pack does not have the clock. */
export function clockName(
  pack: EnginePack,
  { clock, occurrence }: Readonly<{ clock: string; occurrence: number }>,
): string {
  const title = clockDefOf(pack, clock)?.title;
  return `${clock}/${occurrence}${title === undefined ? '' : ` ${title}`}`;
}
