import { createHmac } from 'node:crypto';
import { provenText, type ProvenCall } from '../../contracts/updateProof.ts';
import type { ActionCommand } from '../../domain/case/command.ts';
import type { Keys } from '../../store/vault/vault.ts';

/** More than all tries of a request, and than clocks of machines differ. */
const HOLDS_MS = 300_000;

/** Proves that the API looked up the actor, so that the case need not. */
export function proveUpdate({ proof }: Keys, no: string, update: ActionCommand, at = Date.now()): ProvenCall {
  const until = at + HOLDS_MS;
  const mac = createHmac('sha256', proof)
    .update(provenText(no, update.action, update, until))
    .digest('hex');
  return [update, { until, mac }];
}
