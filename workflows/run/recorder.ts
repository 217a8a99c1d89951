import { proxyActivities, proxyLocalActivities, workflowInfo } from '@temporalio/workflow';
import type { RecordActivities, RecordAnswer, RecordBatch } from '../../contracts/activities.ts';
import { batchPrint } from '../../contracts/batchPrint.ts';
import { readAnswer } from '../../contracts/recordAnswer.ts';
import type { RecordedEvent } from '../../domain/case/event.ts';
import type { CaseRun } from './caseRun.ts';
import { eventsOf, type Decision } from './decision.ts';
import { isFenced } from './ownRun.ts';

/**
 * Quick and in the same task while the database answers. Given up before the worker would have to ask for more time for
 * the task, which it does after four fifths of the task's five seconds: a task that was prolonged is the one that
 * replays are shown otherwise (ADR 16).
 */
const local = proxyLocalActivities<RecordActivities>({
  startToCloseTimeout: '3 seconds',
  scheduleToCloseTimeout: '3500 milliseconds',
  retry: { initialInterval: '200 milliseconds', backoffCoefficient: 2, maximumAttempts: 4 },
});

/** While the database is away: retried by the server for as long as it takes, which costs no history. */
const durable = proxyActivities<RecordActivities>({
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '30 seconds' },
});

type Summary = (events: readonly RecordedEvent[]) => string;

/**
 * Puts the decisions that wait into the log and has those looked up whom what waits names: one activity does both.
 * Fails where the log goes on without this run.
 */
export class Recorder {
  readonly #run: CaseRun;
  readonly #summary: Summary;

  /** `summary`: what an administrator reads beside a recording. */
  constructor(run: CaseRun, summary: Summary) {
    this.#run = run;
    this.#summary = summary;
  }

  async recordNext(): Promise<void> {
    const run = this.#run;
    if (run.unrecorded.length > 0 || run.arrivals.unknown().length > 0)
      run.markRecorded(await record(run, run.unrecorded, this.#summary));
  }

  /** Makes sure that this run begins where the log ends. */
  async requireLogHead(): Promise<void> {
    await record(this.#run, [], this.#summary, { after: this.#run.recorded });
  }
}

/**
 * How often a quick recording is asked for when what was recorded is not what was asked: a worker takes a local
 * activity that still runs for an abandoned try of a task for the one that the next try asks for, although that try may
 * have decided otherwise.
 */
const ROUNDS = 3;

/** The decisions as the log has them. */
async function record(
  run: CaseRun,
  decisions: readonly Decision[],
  summaryOf: Summary,
  also: Pick<RecordBatch, 'after'> = {},
): Promise<readonly Decision[]> {
  const people = run.arrivals.unknown();
  const { runId, historyLength } = workflowInfo();
  const batch: RecordBatch = {
    no: run.no,
    base: run.base,
    writer: { run: runId, task: historyLength },
    ...also,
    events: eventsOf(decisions),
    moments: decisions.map((one) => one.at),
    ...(people.length === 0 ? {} : { people }),
  };
  const summary = summaryOf(batch.events);
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      const recorded = asRecorded(
        run,
        decisions,
        recordedOf(run, await run.asking(local.record.executeWithOptions({ summary }, [batch]))),
      );
      if (recorded !== undefined) return recorded;
    }
  } catch (error) {
    if (isFenced(error)) throw error;
    // Whatever else went wrong, and in whatever wrapping it comes: what was decided must reach the log, and the case
    // must live on.
  }
  return (
    asRecorded(run, decisions, recordedOf(run, await durable.record.executeWithOptions({ summary }, [batch]))) ??
    decisions
  );
}

/** What an answer says was recorded; whoever it tells of is known from now on. */
function recordedOf(run: CaseRun, answer: RecordAnswer): string | undefined {
  if (typeof answer === 'string') return answer;
  run.arrivals.found(answer.people);
  return answer.recorded;
}

/**
 * What an answer says is in the log: these decisions or, with them, some that were made upon them since; `undefined`
 * when it is of others. A replay may be shown in two steps what its run was shown in one (ADR 16): then the run had
 * recorded in one what the replay decides in two.
 */
function asRecorded(
  run: CaseRun,
  asked: readonly Decision[],
  answer: string | undefined,
): readonly Decision[] | undefined {
  if (answer === undefined) return asked.length === 0 ? asked : undefined;
  for (let count = asked.length; count <= run.unrecorded.length; count += 1) {
    const recorded = asAnswered(run, count === asked.length ? asked : run.unrecorded.slice(0, count), answer);
    if (recorded !== undefined) return recorded;
  }
  return undefined;
}

/** These decisions, made at the moments that the answer names; `undefined` when it is of others. */
function asAnswered(run: CaseRun, decisions: readonly Decision[], answer: string): readonly Decision[] | undefined {
  const read = readAnswer(answer, decisions.length);
  if (read === undefined) return undefined;
  const { print, moments } = read;
  const isSame = (others: readonly Decision[]): boolean => batchPrint(eventsOf(others)) === print;
  if (moments.some((at, index) => at !== decisions[index]?.at)) return run.decideAgain(moments, isSame);
  return isSame(decisions) ? decisions : undefined;
}
