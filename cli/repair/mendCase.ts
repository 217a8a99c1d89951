/** One case whose log and workflow differ is made one again. The workflow is the truth where it can still be read. */

import type { Client } from '@temporalio/client';
import { caseFromLog, type CaseFromLog } from '../../client/caseFromLog.ts';
import type { CaseGateway } from '../../client/caseGateway.ts';
import type { PackRegistry } from '../../client/packRegistry.ts';
import type { RecordedEvent } from '../../domain/case/event.ts';
import { needsWorkflow } from '../../domain/decide/lapse.ts';
import { BilingualError, type Locale } from '../../language/bilingual.ts';
import { markWorkflowsStarted } from '../../store/readModel/caseView.ts';
import type { Database } from '../../store/database/database.ts';
import { readLog } from '../../store/log/eventLog.ts';
import { rebuildCase } from '../../store/repair/rebuildReadModel.ts';
import { FencedError, recordEvents } from '../../store/log/recordEvents.ts';
import { registerAgain } from '../../store/repair/registerAgain.ts';
import { restoreReservation } from '../../store/log/reservations.ts';
import { readStartableCase } from '../../store/readModel/startableCase.ts';
import { verifyCase } from '../../store/repair/verifyCase.ts';
import { replayCase, type ReplayedCase } from './replayCase.ts';
import { latestStatus } from './complaintWorkflows.ts';
import { compareCase, type Comparison } from './compareCase.ts';
import { RECONCILE_WORDS } from './reconcileWords.ts';
import { findingIn } from './verifyWords.ts';

const LOOKS = 3;
const LOOK_AGAIN_MS = 400;

export interface MendingParts {
  readonly db: Database;
  readonly client: Client;
  /** Of cases. */
  readonly workflowType: string;
  readonly packs: PackRegistry;
  readonly gateway: CaseGateway;
  /** The case goes on from its log, whatever its workflow holds. */
  readonly anew: boolean;
  /** Language of what is said of it; English when absent. */
  readonly locale?: Locale;
}

/** What cannot be mended by any command; said in one line. */
class BeyondMending extends BilingualError {}

/** What was done to the case; `undefined` when nothing was wrong with it. Throws what cannot be mended. */
export async function mendCase(parts: MendingParts, no: string): Promise<string | undefined> {
  const w = wordsOf(parts);
  if (parts.anew) return startAgain(parts, no, w.asAsked);
  const { log, truth, status, comparison } = await look(parts, no).catch((error: unknown) =>
    refuseUnreadable(no, error),
  );
  const { findings, state } = await verifyCase(parts.db, no);
  if (log.length > 0 && state === undefined)
    throw new BeyondMending({
      zh: `${findings.map((one) => findingIn(one, 'zh')).join(';')}:请恢复数据库备份`,
      en: `${findings.join('; ')}: restore a back-up of the database`,
    });
  if (truth === undefined)
    return startIfNeeded(parts, no, status === undefined ? w.hadNoWorkflow : w.workflowIs(status));
  switch (comparison.kind) {
    case 'unknowable':
      throw new BeyondMending({
        zh: '日志止于 Temporal 现存最早的历史之前,或与其开头不符;请恢复较新的数据库备份',
        en:
          'the log ends before the oldest history that Temporal still has, or tells another story than that begins ' +
          'with; restore a newer back-up of the database',
      });
    case 'log-behind':
      return recordAgain(parts, no, truth, comparison.missing);
    case 'diverged':
      return record(parts, no, truth, comparison.theirs).then(
        () => w.superseded(log.length - comparison.from + 1, comparison.from, comparison.theirs.length),
        // Another run wrote what is there, and somebody was told of it.
        (error: unknown) => {
          if (!(error instanceof FencedError)) throw error;
          return startAgain(parts, no, w.diverged(comparison.from));
        },
      );
    case 'log-ahead':
      return startAgain(parts, no, w.logAhead(comparison.by));
    case 'equal':
      if (findings.length === 0)
        return truth.running ? undefined : startIfNeeded(parts, no, w.workflowIs(truth.status));
      await rebuildCase(parts.db, no);
      return w.rebuilt;
  }
}

interface Looked {
  readonly log: readonly RecordedEvent[];
  readonly truth: ReplayedCase | undefined;
  /** Of its latest workflow, where there is one. */
  readonly status: string | undefined;
  readonly comparison: Comparison;
}

/** Looks again at what differs before anything is done about it: a case may be under way. */
async function look(parts: MendingParts, no: string): Promise<Looked> {
  for (let looks = 1; ; looks += 1) {
    const log = (await readLog(parts.db, no)).map((one) => one.event);
    const status = await latestStatus(parts.client, no, parts.workflowType);
    const truth = await replayCase(parts.client, no, log.length, parts.workflowType);
    const comparison: Comparison = truth === undefined ? { kind: 'equal' } : compareCase(log, truth);
    if (comparison.kind === 'equal' || looks === LOOKS) return { log, truth, status, comparison };
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
}

/** No present code can follow the case's history: what its workflow alone knows is lost, what is in the log is not. */
function refuseUnreadable(no: string, error: unknown): never {
  if ((error as Error).name !== 'DeterminismViolationError') throw error;
  const reason = (error as Error).message.split('\n')[0] ?? '';
  throw new BeyondMending({
    zh: `本版本无法重放其历史(${reason});要据日志继续:redress reconcile ${no} --anew`,
    en:
      `its history cannot be replayed by this version (${reason}); to let it go on from its log: redress reconcile ` +
      `${no} --anew`,
  });
}

/** The log follows its workflow; a case whose row is gone gets one first. */
async function recordAgain(
  parts: MendingParts,
  no: string,
  truth: ReplayedCase,
  missing: readonly RecordedEvent[],
): Promise<string> {
  const { pack, base, intake } = truth.input;
  const isNew = (await readStartableCase(parts.db, no)) === undefined;
  if (isNew) await registerAgain(parts.db, { no, pack, base, intake });
  await record(parts, no, truth, missing);
  const w = wordsOf(parts);
  return w.recordedAgain(missing.length) + (isNew ? w.proseLost : '');
}

async function record(
  parts: MendingParts,
  no: string,
  truth: ReplayedCase,
  events: readonly RecordedEvent[],
): Promise<void> {
  for (const ask of truth.granted) await restoreReservation(parts.db, ask);
  await recordEvents(parts.db, no, truth.input.base, events, undefined, truth.writer);
}

/** A case that is over needs no workflow any more. */
async function startIfNeeded(parts: MendingParts, no: string, why: string): Promise<string | undefined> {
  const life = await lifeOf(parts, no);
  const isNeeded = needsWorkflow(life.engine, life.carried.state) || !life.found.workflowStarted;
  return isNeeded ? startAgain(parts, no, why, life) : undefined;
}

/** A new run goes on from the whole log, and tells what nobody was told yet. */
async function startAgain(parts: MendingParts, no: string, why: string, known?: CaseFromLog): Promise<string> {
  const life = known ?? (await lifeOf(parts, no));
  await parts.gateway.startFromLog(life, 'TERMINATE_EXISTING');
  await markWorkflowsStarted(parts.db, [no]);
  const { state, deliveries } = life.carried;
  return wordsOf(parts).goesOn(why, state.seq, deliveries.length);
}

async function lifeOf({ db, packs }: MendingParts, no: string): Promise<CaseFromLog> {
  const life = await caseFromLog(db, packs, no);
  if (life === undefined)
    throw new BeyondMending({
      zh: '日志和工作流都没有它的事件;请恢复数据库备份',
      en: 'neither log nor workflow has an event of it; restore a back-up of the database',
    });
  return life;
}

function wordsOf({ locale = 'en' }: MendingParts): (typeof RECONCILE_WORDS)['zh'] {
  return RECONCILE_WORDS[locale];
}
