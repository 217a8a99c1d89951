import { uuid4 } from '@temporalio/workflow';
import { ok } from '../../domain/case/rejection.ts';
import { withConsequences } from '../../domain/decide/withConsequences.ts';
import { defined } from '../../domain/values/own.ts';
import { ADMINISTRATOR } from './administrator.ts';
import type { CaseRun } from './caseRun.ts';

/** Says in the log that the engine was stopped, how, by whom and for how long, after what is late for it. */
export function recordEngineStop(run: CaseRun): void {
  const stopped = run.input.carried?.stopped;
  if (stopped === undefined) return;
  const { how, at: since, by } = stopped;
  const ms = since === undefined ? undefined : Math.max(0, Date.now() - since);
  const id = uuid4();
  run.decideAfterLapse((pack, state, at) =>
    ok(
      withConsequences(pack, state, [{ type: 'EngineStopped', data: { how, ...defined({ ms, by }) } }], {
        id,
        at,
        actor: ADMINISTRATOR,
      }),
    ),
  );
}
