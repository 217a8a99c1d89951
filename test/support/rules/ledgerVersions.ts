import { pastFiringsFor, newlyStarting } from '../../../domain/clocks/lateStarts.ts';
import { migrateCase } from '../../../domain/migration/migrateCase.ts';
import type { ClockDef, Limit } from '../../../domain/pack/clockDef.ts';
import type { EnginePack } from '../../../domain/pack/pack.ts';
import type { Advance } from '../../../domain/decide/withConsequences.ts';
import type { Result } from '../../../domain/case/rejection.ts';
import { ledgerPack, plainClock } from './ledgerPack.ts';
import { HOUR, MINUTE, T0, type Given } from './specification.ts';

/** The ledger pack in another version. */
export function version(over: Partial<EnginePack>): EnginePack {
  return { ...ledgerPack, version: '2', hash: 'ledger-2', ...over };
}

/** With one clock changed. */
export function withClock(id: string, over: Partial<ClockDef>): EnginePack {
  return version({ clocks: ledgerPack.clocks.map((def) => (def.id === id ? { ...def, ...over } : def)) });
}

/** With another limit of one clock. */
export function limited(id: string, limit: Limit): EnginePack {
  return withClock(id, { limit });
}

/** A clock that version 2 adds. */
export function added(over: Partial<ClockDef>): EnginePack {
  const extra = plainClock('extra', { limit: { kind: 'elapsed', ms: 8 * HOUR }, ...over });
  return version({ clocks: [...ledgerPack.clocks, extra] });
}

/** Moves a case to another version of its rules, agreed by two people. */
export function move(given: Given, minute: number, next: EnginePack, old: EnginePack = given.pack): Result<Advance> {
  const order = {
    request: 'r1',
    requestedBy: 'policy-1',
    approvedBy: 'admin-2',
    seq: given.state.seq,
    happened: pastFiringsFor(newlyStarting(old, next), given.events),
  };
  return migrateCase(old, next, given.state, order, T0 + minute * MINUTE);
}
