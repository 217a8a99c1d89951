import type { ClockDef } from './clockDef.ts';
import type { EnginePack } from './pack.ts';

/** `undefined` for a clock that this version lacks. */
export function clockDefOf(pack: EnginePack, id: unknown): ClockDef | undefined {
  return pack.clocks.find((def) => def.id === id);
}
