import { createHmac } from 'node:crypto';
import { provenText, type ProvenCall } from '../../contracts/updateProof.ts';
import type { ActionCommand } from '../../domain/case/command.ts';
import type { Keys } from '../../store/vault/vault.ts';

/** Longer than any try of a request, and than what the clocks of two machines differ by. */
const HOLDS_MS = 300_000;

/** An Update with the proof that the API itself looked up who asks: by it the case need not look them up again. */
export function proveUpdate({ proof }: Keys, no: string, update: ActionCommand, at = Date.now()): ProvenCall {
  const until = at + HOLDS_MS;
  const mac = createHmac('sha256', proof)
    .update(provenText(no, update.action, update, until))
    .digest('hex');
  return [update, { until, mac }];
}
