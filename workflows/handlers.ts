import {
  ApplicationFailure,
  CancellationScope,
  condition,
  defineQuery,
  defineSignal,
  defineUpdate,
  setHandler,
} from '@temporalio/workflow';
import { CALENDAR_MESSAGE, EXPLAIN_QUERY, REJECTED, VIEW_QUERY } from '../contracts/complaintWorkflow.ts';
import type { ActionOutcome, ActionSignal, ActionUpdate, WorkflowView } from '../contracts/complaintWorkflow.ts';
import { act } from '../domain/advance.ts';
import { calendarOf } from '../domain/caseCalendar.ts';
import type { CalendarNotice } from '../domain/changeCalendar.ts';
import { capNeeded } from '../domain/cap.ts';
import { explainClock } from '../domain/explain.ts';
import type { Explanation } from '../domain/explain.ts';
import type { CalendarDays } from '../domain/calendarDays.ts';
import { refuseAction } from '../domain/refuseAction.ts';
import { ok } from '../domain/rejection.ts';
import type { Rejection } from '../domain/rejection.ts';
import { CapHold } from './capHold.ts';
import type { CaseRun } from './caseRun.ts';
import { isMerge } from './merges.ts';
import { handlerDescription } from './summaries.ts';

/** For each action of the pack one Update and one Signal of its name, so that the Temporal UI lists exactly what may happen; and the queries. */
export function registerHandlers(run: CaseRun): void {
  for (const [action, def] of Object.entries(run.pack.actions)) {
    const description = handlerDescription(run, def);
    setHandler(
      defineUpdate<ActionOutcome, [ActionUpdate]>(action),
      (update) => CancellationScope.nonCancellable(() => perform(run, { ...update, action })),
      {
        validator: (update) => validate(run, { ...update, action }),
        description,
      },
    );
    setHandler(defineSignal<[ActionSignal]>(action), (signal) => run.signals.add(action, signal), { description });
  }
  setHandler(defineSignal<[CalendarNotice]>(CALENDAR_MESSAGE), (notice) => run.notices.add(notice), {
    description: 'days were published, closed or opened again',
  });
  setHandler(defineQuery<CalendarDays | null>(CALENDAR_MESSAGE), () => calendarOf(run.pack, run.state) ?? null, {
    description: 'the days that the case is counted with',
  });
  setHandler(defineQuery<WorkflowView>(VIEW_QUERY), () => ({ no: run.no, recorded: run.recorded, state: run.state }), {
    description: 'the case as the workflow holds it',
  });
  setHandler(
    defineQuery<Explanation | null, [string, number?]>(EXPLAIN_QUERY),
    (clock, occurrence) => explainClock(run.pack, run.state, clock, occurrence) ?? null,
    {
      description: 'why a clock is due when it is: explain(clock, occurrence?)',
    },
  );
}

/** A refusal here leaves no history. */
function validate(run: CaseRun, update: ActionUpdate): void {
  if (run.outcomeOf(update.id) !== undefined) return;
  const result = act(run.pack, run.state, update, run.now(), run.base);
  if (!result.ok) throw rejected(result.rejection);
}

/** Decides and evolves in one go, then waits until the log has it. */
async function perform(run: CaseRun, update: ActionUpdate): Promise<ActionOutcome> {
  const earlier = run.outcomeOf(update.id);
  const outcome = earlier ?? (asksOthers(run, update) ? await decideWithOthers(run, update) : decideNow(run, update));
  if (run.recorded < outcome.seq) await run.untilRecorded(outcome.seq);
  // Nothing to wait for; the shape of earlier versions is kept, because their histories have its order of commands.
  else await condition(() => true);
  return outcome;
}

/** A ledger or another case has to be asked before the decision; everything else is decided at once. */
function asksOthers(run: CaseRun, update: ActionUpdate): boolean {
  return isMerge(run, update.action) || capNeeded(run.pack, run.state, update.action, update.fields) !== undefined;
}

function decideWithOthers(run: CaseRun, update: ActionUpdate): Promise<ActionOutcome> {
  return isMerge(run, update.action) ? decideMerge(run, update) : decideCapped(run, update);
}

/** The other case is asked first; this one ends only after that one has taken it in. */
async function decideMerge(run: CaseRun, update: ActionUpdate): Promise<ActionOutcome> {
  const refusal = await run.merges.ask(update);
  const earlier = run.outcomeOf(update.id);
  if (earlier !== undefined) return earlier;
  try {
    if (refusal !== undefined) throw rejected(refusal);
    return decideNow(run, update);
  } catch (error) {
    recordRefusal(run, update, error);
    throw error;
  }
}

function recordRefusal(run: CaseRun, update: ActionUpdate, error: unknown): void {
  const rejection = error instanceof ApplicationFailure ? (error.details?.[0] as Rejection | undefined) : undefined;
  if (rejection !== undefined) run.decide((pack, state, at) => ok(refuseAction(pack, state, update, rejection, at)));
}

function decideNow(run: CaseRun, update: ActionUpdate): ActionOutcome {
  const result = run.decide((pack, state, at) => act(pack, state, update, at, run.base));
  if (!result.ok) throw rejected(result.rejection);
  const request = result.value.events.find((event) => event.type === 'ApprovalRequested');
  const outcome: ActionOutcome = {
    seq: run.state.seq,
    ...(request === undefined ? {} : { pending: request.data.request }),
  };
  run.remember(update.id, outcome);
  return outcome;
}

/** The ledger is asked first; the case may have changed meanwhile, so the rules are asked again after it. */
async function decideCapped(run: CaseRun, update: ActionUpdate): Promise<ActionOutcome> {
  const hold = await CapHold.of(run, update);
  const earlier = run.outcomeOf(update.id);
  if (earlier !== undefined) return earlier;
  try {
    if (hold.refusal !== undefined) throw rejected(hold.refusal);
    return decideNow(run, update);
  } catch (error) {
    await hold.free();
    recordRefusal(run, update, error);
    throw error;
  }
}

/** The failure of an Update that the rules refuse. */
export function rejected(rejection: Rejection): ApplicationFailure {
  return ApplicationFailure.create({
    message: rejection.detail,
    type: REJECTED,
    nonRetryable: true,
    details: [rejection],
  });
}
