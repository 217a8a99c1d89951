import { limitContext } from './caseCalendar.ts';
import type { CaseEvent, FieldValues } from './event.ts';
import { dueOf } from './limit.ts';
import type { ExtensionDef } from './caseRules.ts';
import type { EnginePack } from './pack.ts';
import { ok, reject } from './rejection.ts';
import type { Result } from './rejection.ts';
import type { CaseState, ClockState } from './state.ts';

/** How the pack lets a clock be extended; `undefined` when it says nothing about any clock, or not about this one. */
export function extensionOf(pack: EnginePack, fields: FieldValues): ExtensionDef | undefined {
  return pack.clocks.find((def) => def.id === fields['clock'])?.extendable;
}

/** An extension of a running clock: to the moment asked for, or as far as the pack allows. Only ever later, only so often and so far. */
export function decideExtension(pack: EnginePack, state: CaseState, fields: FieldValues, at: number): Result<readonly CaseEvent[]> {
  const clock = state.clocks.findLast((one) => one.clock === fields['clock'] && one.status === 'running' && one.monitor !== true);
  if (clock === undefined) return reject('field-invalid', 'no running clock of that name', '/fields/clock');
  const def = extensionOf(pack, fields);
  if (def === undefined && isRuled(pack, clock)) return reject('extension-exhausted', 'this clock cannot be extended', '/fields/clock');
  if (def !== undefined && (clock.extensions ?? 0) >= def.times) return reject('extension-exhausted', `this clock is extended ${def.times} time(s) at most`, '/fields/clock');
  const furthest =
    def === undefined ? undefined : dueOf(def.by, def.by.kind === 'elapsed' || def.by.kind === 'business-hours' ? clock.dueAt : clock.dueAt - 1, limitContext(pack, state))?.at;
  const until = fields['until'] ?? furthest;
  if (typeof until !== 'number' || until <= clock.dueAt || until <= at) return reject('field-invalid', 'an extension ends after the present due moment', '/fields/until');
  if (furthest !== undefined && until > furthest) return reject('extension-too-long', `at the latest until ${new Date(furthest).toISOString()}`, '/fields/until');
  const { reason } = fields;
  const detail = typeof reason === 'string' ? { detail: reason } : {};
  return ok([{ type: 'ClockMoved', data: { clock: clock.clock, occurrence: clock.occurrence, from: clock.dueAt, to: until, reason: 'extension', ...detail } }]);
}

/** What is owed by law, and every clock of a pack that says which ones may be extended. */
function isRuled(pack: EnginePack, clock: ClockState): boolean {
  const statutory = pack.clocks.find((def) => def.id === clock.clock)?.statutory === true;
  return statutory || pack.clocks.some((def) => def.extendable !== undefined);
}
