import type { CaseGateway } from '../../client/caseGateway.ts';
import { row, type Database } from '../../store/database/database.ts';
import { supersedeUncompletedTask } from '../../store/log/supersedeUncompletedTask.ts';

const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 30_000;

export type UnansweredCases = Readonly<{ add: (no: string) => void; stop: () => void }>;

/**
 * A task may have recorded events without completing: the case is compared with its workflow once that answers.
 */
export function unansweredCases(db: Database, gateway: CaseGateway): UnansweredCases {
  const open = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const settle = async (no: string): Promise<boolean> => {
    const log = await row<{ seq: number }>(db, 'select seq from cases where no = $1', [no]);
    const view = await gateway.restingView(no);
    if (view !== undefined) await supersedeUncompletedTask(db, no, log?.seq ?? 0, view);
    return view !== undefined;
  };
  const look = async (waited: number): Promise<void> => {
    for (const no of open) if (await settle(no).catch(() => false)) open.delete(no);
    timer = undefined;
    if (open.size > 0) wake(Math.min(waited * 2, LONGEST_WAIT_MS));
  };
  const wake = (ms: number): void => {
    if (!stopped) timer ??= setTimeout(() => void look(ms), ms);
  };
  return {
    add: (no) => {
      open.add(no);
      wake(FIRST_WAIT_MS);
    },
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
