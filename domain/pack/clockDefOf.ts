import type { ClockDef } from './clockDef.ts';
import type { EnginePack } from './pack.ts';

/** A clock's definition by its id; `undefined` for one that this version of the pack does not have. */
export function clockDefOf(pack: EnginePack, id: unknown): ClockDef | undefined {
  return pack.clocks.find((def) => def.id === id);
}
