/**
 * One complaint, from registration until nothing more can happen to it. The rules are in `domain/`; this is the durable
 * shell around them.
 */

import {
  allHandlersFinished,
  CancellationScope,
  condition,
  makeContinueAsNewFunc,
  workflowInfo,
} from '@temporalio/workflow';
import type { ComplaintInput, ComplaintSummary } from '../contracts/complaintWorkflow.ts';
import { lapse, needsWorkflow } from '../domain/decide/lapse.ts';
import { nextTimer } from '../domain/clocks/nextTimer.ts';
import { isBreach } from '../domain/case/overdue.ts';
import { ok } from '../domain/case/rejection.ts';
import { CaseTimer } from './run/caseTimer.ts';
import { CaseRun } from './run/caseRun.ts';
import { recordEngineStop } from './run/engineStop.ts';
import { fenced, isFenced, requireOwnId } from './run/ownRun.ts';
import { withdrawByAdministrator } from './run/cancellation.ts';
import { showDetails } from './ui/currentDetails.ts';
import { Deliveries } from './deliveries.ts';
import { registerHandlers } from './messages/handlers.ts';
import { Inbox } from './messages/inbox.ts';
import { registerMigration } from './messages/migration.ts';
import { Recorder } from './run/recorder.ts';
import { SearchAttributes } from './ui/searchAttributes.ts';
import { recordSummary, timerSummary } from './ui/summaries.ts';

/** Events after which a run hands over to a fresh one; far below the server's limit, far above an ordinary life. */
const LONG_HISTORY = 3_000;

/**
 * What goes wrong outside is retried, what the rules refuse is answered or recorded. Fails only as a run that the
 * case's log goes on without.
 */
export async function complaint(input: ComplaintInput, rules: Uint8Array): Promise<ComplaintSummary> {
  requireOwnId(input);
  const run = new CaseRun(input, rules);
  const inbox = new Inbox(run);
  // Before there are handlers: an Update that came with the first task is handled as soon as there is one for it.
  const attributes = new SearchAttributes(run);
  registerHandlers(run, inbox);
  registerMigration(run, inbox);
  // A cancellation is a recorded withdrawal; nothing that is under way may be torn down by it.
  CancellationScope.current().cancelRequested.catch(() => {
    run.cancelled = true;
  });
  return CancellationScope.nonCancellable(() => live(run, inbox, attributes)).catch((error: unknown) => {
    throw isFenced(error) ? fenced(error.cause.message) : error;
  });
}

async function live(run: CaseRun, inbox: Inbox, attributes: SearchAttributes): Promise<ComplaintSummary> {
  const timer = new CaseTimer((at) => run.clock.reached(at));
  const recorder = new Recorder(run, (events) => recordSummary(run, events));
  const deliveries = new Deliveries(run);
  if (run.mayBeStale) await recorder.requireLogHead();
  run.mayBeStale = false;
  recordEngineStop(run);
  for (let isFirst = true; ; isFirst = false) {
    await withdrawByAdministrator(run);
    await run.arrivals.takeKnown();
    const firedBefore = timer.hasFired();
    // Not for whatever else wakes the case: a task may be shown with two moments (ADR 14), and what had not fallen due
    // at the one would at the other be a recording that the history does not have.
    if (isFirst || firedBefore || run.unrecorded.length > 0)
      run.decide((pack, state, at) => ok(lapse(pack, state, at, run.base)));
    const decided = run.unrecorded.length > 0;
    await recorder.recordNext();
    if (!decided && run.hasWork()) continue;
    // What the answer gives is put out before anything that came while it was waited for is looked at (ADR 18).
    deliveries.startQueued();
    attributes.upsert();
    showDetails(run);
    const firedMeanwhile = timer.hasFired() && !firedBefore;
    if (!firedMeanwhile) setTimer(run, timer);
    if (!run.hasWork() && !firedMeanwhile) {
      if (isOver(run, inbox, deliveries)) return summaryOf(run);
      if (mayContinueAsNew(inbox)) await continueAsNew(run, deliveries);
    }
    run.answerRecorded();
    await condition(
      () => run.hasWork() || timer.hasFired() || isOver(run, inbox, deliveries) || mayContinueAsNew(inbox),
    );
  }
}

function setTimer(run: CaseRun, timer: CaseTimer): void {
  const next = nextTimer(run.pack, run.state);
  timer.set(next === undefined ? undefined : run.wall(next.at), next === undefined ? '' : timerSummary(run, next));
}

/** The case has ended, no clock of it can act any more, and everything was recorded, told and answered. */
function isOver(run: CaseRun, inbox: Inbox, deliveries: Deliveries): boolean {
  return (
    !needsWorkflow(run.pack, run.state) &&
    !run.hasWork() &&
    deliveries.settled() &&
    inbox.merges.settled() &&
    allHandlersFinished()
  );
}

/**
 * A long run whose work is done goes on as a fresh one: what another case or somebody waits for is answered by the run
 * that was asked.
 */
function mayContinueAsNew(inbox: Inbox): boolean {
  const { continueAsNewSuggested, historyLength } = workflowInfo();
  return (continueAsNewSuggested || historyLength > LONG_HISTORY) && inbox.merges.settled() && allHandlersFinished();
}

async function continueAsNew(run: CaseRun, deliveries: Deliveries): Promise<never> {
  const carried = {
    state: run.state,
    seenCommands: run.seenCommands(),
    deliveries: deliveries.open(),
    refusals: run.refusals,
    told: run.told,
  };
  return makeContinueAsNewFunc<typeof complaint>()(
    { ...run.input, units: run.units, pack: run.state.pack ?? run.input.pack, madeAt: Date.now(), carried },
    run.rules,
  );
}

function summaryOf(run: CaseRun): ComplaintSummary {
  const missed = run.state.clocks.filter(isBreach).length;
  return { no: run.no, stage: run.state.stage, class: run.state.class, missed };
}
