import type { ClockDef } from '../../../domain/pack/clockDef.ts';
import type { EnginePack } from '../../../domain/pack/pack.ts';
import { ledgerPack, plainClock } from './ledgerPack.ts';
import { Given, HOUR, MINUTE, T0 } from './specification.ts';

/** The ledger pack with one clock of the test's own. */
export function packWith(over: Partial<ClockDef>, more: Partial<EnginePack> = {}): EnginePack {
  const def = plainClock('own', { title: 'Own', limit: { kind: 'elapsed', ms: 2 * HOUR }, ...over });
  return { ...ledgerPack, ...more, clocks: [def] };
}

/** A case under it. */
export const withOwn = (over: Partial<ClockDef>, more: Partial<EnginePack> = {}): Given =>
  new Given({ pack: packWith(over, more) });
/** Its clocks: status, subject, minute of the start. */
export const owns = (given: Given): readonly (readonly [string, string | undefined, number])[] =>
  given.state.clocks.map((clock) => [clock.status, clock.subject, (clock.startedAt - T0) / MINUTE] as const);
/** How clocks of it ended. */
export const ends = (given: Given): readonly unknown[] =>
  given.events
    .filter((event) => event.type === 'ClockStopped' || event.type === 'ClockCancelled')
    .map((event) => event.data);
