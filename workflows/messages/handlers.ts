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
  CALENDAR_SIGNAL,
  REJECTED,
  STATE_QUERY,
  type ActionMessage,
  type ActionOutcome,
  type WorkflowView,
} from '../../contracts/complaintWorkflow.ts';
import { calendarOf } from '../../domain/limits/caseCalendar.ts';
import type { CalendarChange } from '../../domain/decide/changeCalendar.ts';
import type { ActionCommand } from '../../domain/case/command.ts';
import type { UpdateProof } from '../../contracts/updateProof.ts';
import type { CalendarDays } from '../../domain/time/calendar.ts';
import { refusedToAll } from '../../domain/decide/act.ts';
import { reject, type Rejection } from '../../domain/case/rejection.ts';
import { faultOf, readMessage } from './actionMessages.ts';
import type { CommandMessage } from './commands.ts';
import type { CaseRun } from '../run/caseRun.ts';
import { tryAgain } from '../run/ownRun.ts';
import { isProven } from './isProven.ts';
import type { Inbox } from './inbox.ts';
import { presentCase, presentClock, type Shown } from '../ui/presentCase.ts';
import { handlerDescription } from '../ui/summaries.ts';
import { words } from '../ui/titles.ts';

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
  const w = words(run);
  inbox.merges.register();
  setHandler(defineSignal<[CalendarChange]>(CALENDAR_SIGNAL), (notice) => inbox.notices.add(notice), {
    description: w.calendarSignal,
  });
  // A name that no action has is refused as whatever else is asked in vain: it would be swallowed otherwise.
  setDefaultSignalHandler((name, signal) => void inbox.commands.handle(readMessage(run, name, signal)));
  registerQueries(run);
}

function registerQueries(run: CaseRun): void {
  const w = words(run);
  setHandler(defineQuery('view'), () => presentCase(run), { description: w.viewQuery });
  setHandler(
    defineQuery<Shown | null, [string, number?]>('explain'),
    (clock, occurrence) => presentClock(run, clock, occurrence),
    { description: w.explainQuery },
  );
  setHandler(defineQuery<CalendarDays | null>('calendar'), () => calendarOf(run.pack, run.state) ?? null, {
    description: w.calendarQuery,
  });
  setHandler(
    defineQuery<WorkflowView>(STATE_QUERY),
    () => ({ no: run.no, run: workflowInfo().runId, recorded: run.recorded, state: run.state }),
    { description: w.stateQuery },
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
  const handled = await inbox.commands.handle(message);
  await run.untilRecorded(handled.decisions);
  const { result } = handled;
  if (!result.ok) throw rejected(run, result.rejection);
  return result.value;
}

/**
 * An Update that came while a local activity is under way would be shown to a replay after its answer, and stand in the
 * history before it (ADR 18): such a case could never go on. A run that may know less than the log refuses nothing.
 */
export function refuseWhileAsking(run: CaseRun): void {
  if (run.isAsking()) throw tryAgain('the case is just being recorded');
  if (run.mayBeStale) throw tryAgain('this run is just finding out where the log ends');
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
