import { uuid4 } from '@temporalio/workflow';
import { isEnded } from '../../domain/case/overdue.ts';
import { react } from '../../domain/decide/react.ts';
import { ok } from '../../domain/case/rejection.ts';
import type { CaseRun } from './caseRun.ts';

/**
 * A cancellation asked for in the Temporal UI becomes a withdrawal by an administrator: the audit row is never lost.
 */
export function withdrawByAdministrator(run: CaseRun): void {
  if (!run.cancelled || run.withdrawalTried) return;
  run.withdrawalTried = true;
  if (isEnded(run.state)) return;
  run.catchUp();
  const actor = { id: 'administrator', unit: '', roles: ['administrator'] };
  const id = uuid4();
  run.decide((pack, state, at) =>
    ok(
      react(pack, state, [{ type: 'CaseWithdrawn', data: { by: 'administrator', reason: 'cancelled-in-temporal' } }], {
        id,
        at,
        actor,
      }),
    ),
  );
}
