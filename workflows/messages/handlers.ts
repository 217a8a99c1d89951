import { phrase, say } from '../../language/phrase.ts';
import {
  ApplicationFailure,
  CancellationScope,
  defineQuery,
  defineSignal,
  defineUpdate,
  setDefaultSignalHandler,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import {
  CALENDAR_MESSAGE,
  EXPLAIN_QUERY,
  REJECTED,
  TRY_AGAIN,
  VIEW_QUERY,
  type ActionMessage,
  type ActionOutcome,
  type WorkflowView,
} from '../../contracts/complaintWorkflow.ts';
import { calendarOf } from '../../domain/limits/caseCalendar.ts';
import type { CalendarNotice } from '../../domain/decide/changeCalendar.ts';
import type { ActionCommand } from '../../domain/case/command.ts';
import { explainClock, type Explanation } from '../../domain/clocks/explain.ts';
import type { UpdateProof } from '../../contracts/updateProof.ts';
import type { CalendarDays } from '../../domain/time/calendar.ts';
import { refusedToAll } from '../../domain/decide/act.ts';
import { reject, type Rejection } from '../../domain/case/rejection.ts';
import { faultOf, readMessage } from './actionMessages.ts';
import type { CommandMessage } from './commands.ts';
import type { CaseRun } from '../run/caseRun.ts';
import { isProven } from './isProven.ts';
import type { Inbox } from './inbox.ts';
import { handlerDescription } from '../ui/summaries.ts';

/**
 * For each action of the pack one Update and one Signal of its name, so that the Temporal UI lists exactly what may
 * happen; and the queries.
 */
export function registerHandlers(run: CaseRun, inbox: Inbox): void {
  for (const [action, def] of Object.entries(run.pack.actions)) {
    const description = handlerDescription(run, def);
    setHandler(
      defineUpdate<ActionOutcome, [ActionMessage | ActionCommand, UpdateProof | undefined]>(action),
      (update, proof) =>
        CancellationScope.nonCancellable(() => perform(run, inbox, readMessage(run, action, update, proof))),
      {
        validator: (update, proof) => validate(run, inbox, action, update, proof),
        description,
      },
    );
    setHandler(
      defineSignal<[ActionMessage]>(action),
      (signal) => void inbox.commands.handle(readMessage(run, action, signal)),
      {
        description,
      },
    );
  }
  // A name that no action has is refused as whatever else is asked in vain: it would be swallowed otherwise.
  setDefaultSignalHandler((name, signal) => void inbox.commands.handle(readMessage(run, name, signal)));
  setHandler(defineSignal<[CalendarNotice]>(CALENDAR_MESSAGE), (notice) => inbox.notices.add(notice), {
    description: 'days were published, closed or opened again',
  });
  setHandler(defineQuery<CalendarDays | null>(CALENDAR_MESSAGE), () => calendarOf(run.pack, run.state) ?? null, {
    description: 'the days that the case is counted with',
  });
  setHandler(
    defineQuery<WorkflowView>(VIEW_QUERY),
    () => ({ no: run.no, run: workflowInfo().runId, recorded: run.recorded, state: run.state }),
    {
      description: 'the case as the workflow holds it',
    },
  );
  setHandler(
    defineQuery<Explanation | null, [string, number?]>(EXPLAIN_QUERY),
    (clock, occurrence) => explainClock(run.pack, run.state, clock, occurrence) ?? null,
    {
      description: 'why a clock is due when it is: explain(clock, occurrence?)',
    },
  );
}

/** What is refused whoever asks leaves no history; what depends on who does is decided once they are looked up. */
function validate(run: CaseRun, inbox: Inbox, action: string, update: unknown, proof: unknown): void {
  refuseWhileAsking(run);
  const message = readMessage(run, action, update, proof);
  const fault = faultOf(message);
  if (fault !== undefined) throw rejected(run, fault);
  if (proof !== undefined && !isProven(run.no, action, update, proof))
    throw rejected(run, reject('actor-not-allowed', phrase('proof-does-not-hold'), '/actor').rejection);
  const { command } = message;
  if (inbox.commands.seen(command) !== undefined) return;
  const refusal = refusedToAll(run.pack, run.state, command, run.now(), run.base);
  if (refusal !== undefined) throw rejected(run, refusal);
}

/** Answers once the log has what was decided. */
async function perform(run: CaseRun, inbox: Inbox, message: CommandMessage): Promise<ActionOutcome> {
  const { result, seq } = await inbox.commands.handle(message);
  if (run.recorded < seq) await run.untilRecorded(seq);
  if (!result.ok) throw rejected(run, result.rejection);
  return result.value;
}

/**
 * An Update that came while a local activity is under way would be shown to a replay after its answer, and stand in the
 * history before it (ADR 18): such a case could never go on.
 */
export function refuseWhileAsking(run: CaseRun): void {
  if (!run.isAsking()) return;
  throw ApplicationFailure.create({
    message: 'the case is just being recorded: nothing was decided, send the same again',
    type: TRY_AGAIN,
    nonRetryable: false,
  });
}

/** The failure of an Update that the rules refuse, said in the language of the installation. */
export function rejected({ pack: { locale = 'zh' } }: CaseRun, rejection: Rejection): ApplicationFailure {
  return ApplicationFailure.create({
    message: say(rejection, locale),
    type: REJECTED,
    nonRetryable: true,
    details: [rejection],
  });
}
