import type { ActionAnswer } from '../../client/actionAnswer.ts';
import { caseFromLog } from '../../client/caseFromLog.ts';
import type { ActionCommand } from '../../domain/case/command.ts';
import type { CaseView } from '../../store/readModel/caseView.ts';
import { engineUnavailable } from '../problems/unavailable.ts';
import type { ApiDependencies } from '../process/dependencies.ts';
import { proveUpdate } from './proveUpdate.ts';

/** Throws 503 without an answer; the rows are then compared with the workflow. */
export async function askWorkflow(
  deps: ApiDependencies,
  view: CaseView,
  command: ActionCommand,
): Promise<Exclude<ActionAnswer, { readonly failure: 'unavailable' }>> {
  const { no } = view;
  const answer = await deps.gateway.act(view, proveUpdate(deps.keys, no, command), () =>
    caseFromLog(deps.db, deps.packs, no),
  );
  if (answer.ok || answer.failure === 'refused') return answer;
  deps.reconciler.unanswered(no, { action: command.action, because: answer.because });
  throw engineUnavailable();
}
