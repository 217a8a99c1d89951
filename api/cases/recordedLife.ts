import { recordedCommands } from '../../store/log/eventLog.ts';
import type { RecordedLife } from '../../client/caseGateway.ts';
import type { ApiDependencies } from '../process/dependencies.ts';
import { loadCase } from './findCase.ts';

/** The case as its log has it now. Read when its workflow has ended: that was after its last event was recorded. */
export async function recordedLife(deps: ApiDependencies, no: string): Promise<RecordedLife> {
  const { view, pack } = await loadCase(deps, no);
  return { view, pack: pack.engine, commands: await recordedCommands(deps.db, no) };
}
