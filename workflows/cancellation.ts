import { uuid4 } from '@temporalio/workflow';
import { lapse } from '../domain/lapse.ts';
import { isEnded } from '../domain/overdue.ts';
import { react } from '../domain/react.ts';
import type { CaseRun } from './caseRun.ts';

/** A cancellation asked for in the Temporal UI becomes a withdrawal by an administrator: the audit row is never lost. */
export function withdrawByAdministrator(run: CaseRun): void {
  if (!run.cancelled || run.withdrawalTried) return;
  run.withdrawalTried = true;
  if (isEnded(run.state)) return;
  const at = run.now();
  run.take(lapse(run.pack, run.state, at, run.base, { strict: true }));
  const actor = { id: 'administrator', unit: '', roles: ['administrator'] };
  run.take(react(run.pack, run.state, [{ type: 'CaseWithdrawn', data: { by: 'administrator', reason: 'cancelled-in-temporal' } }], { id: uuid4(), at, actor }));
}
