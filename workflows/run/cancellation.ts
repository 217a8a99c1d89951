import { proxyLocalActivities, uuid4 } from '@temporalio/workflow';
import { phrase } from '../../language/phrase.ts';
import type { RecordActivities } from '../../contracts/activities.ts';
import type { CaseEvent } from '../../domain/case/event.ts';
import type { CaseState } from '../../domain/case/state.ts';
import { withConsequences } from '../../domain/decide/withConsequences.ts';
import { ok, refusal } from '../../domain/case/rejection.ts';
import { defined } from '../../domain/values/own.ts';
import { ADMINISTRATOR } from './administrator.ts';
import type { CaseRun } from './caseRun.ts';

/** A case goes on all the same when the server does not say it. */
const server = proxyLocalActivities<RecordActivities>({
  startToCloseTimeout: '3 seconds',
  retry: { maximumAttempts: 3 },
});

const OPEN: readonly string[] = ['registered', 'accepted'];

/**
 * A cancellation asked for in the Temporal UI becomes a withdrawal by an administrator, and a refusal where the case
 * has its answer already: either way it is in the log by whom it was asked for.
 */
export async function withdrawByAdministrator(run: CaseRun): Promise<void> {
  if (!run.cancelled || run.withdrawalTried) return;
  run.withdrawalTried = true;
  const identity = (await run.asking(server.cancelledBy()).catch(() => null)) ?? undefined;
  const id = uuid4();
  run.decideAfterLapse((pack, state, at) =>
    ok(withConsequences(pack, state, [cancelled(state, identity)], { id, at, actor: ADMINISTRATOR })),
  );
}

function cancelled({ stage }: CaseState, identity: string | undefined): CaseEvent {
  if (OPEN.includes(stage)) return { type: 'CaseWithdrawn', data: { by: 'administrator', ...defined({ identity }) } };
  const said = phrase('stage-does-not-allow', { action: 'withdraw', stage, stages: OPEN });
  const why = refusal('action-not-allowed', said);
  return { type: 'ActionRefused', data: { action: 'withdraw', ...why, ...defined({ named: identity }) } };
}
