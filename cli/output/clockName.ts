import type { EnginePack } from '../../domain/pack/pack.ts';

/** A clock of a case as `verify` and the views call it, and by its title; one that the pack does not have has none. */
export function clockName(
  pack: EnginePack,
  { clock, occurrence }: { readonly clock: string; readonly occurrence: number },
): string {
  const title = pack.clocks.find((one) => one.id === clock)?.title;
  return `${clock}/${occurrence}${title === undefined ? '' : ` ${title}`}`;
}
