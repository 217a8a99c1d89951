import type { ActionOutcome, ComplaintInput } from '../contracts/complaintWorkflow.ts';
import { inflateRules } from '../contracts/engineRules.ts';
import { deliveriesOf } from '../domain/deliveriesOf.ts';
import { deliveriesOfStep } from '../domain/deliveriesOfStep.ts';
import type { Delivery } from '../domain/delivery.ts';
import type { RecordedEvent } from '../domain/event.ts';
import { openCase } from '../domain/openCase.ts';
import type { EnginePack } from '../domain/pack.ts';
import type { Advance } from '../domain/react.ts';
import type { CaseState } from '../domain/state.ts';
import { toWallTime } from '../domain/timeBase.ts';
import type { TimeBase } from '../domain/timeBase.ts';
import { CaseClock } from './caseClock.ts';
import { Merges } from './merges.ts';
import { Notices } from './notices.ts';
import { Signals } from './signals.ts';

/** Commands remembered, so that a retry of one is not a second one. */
const REMEMBERED = 200;

/** What one run of a case knows. Changed only by `take`, synchronously, so handlers never see half a step. */
export class CaseRun {
  readonly input: ComplaintInput;
  readonly no: string;
  /** The rules as they came, to hand on. */
  rules: Uint8Array;
  /** Changed by a migration alone. */
  pack: EnginePack;
  readonly base: TimeBase;
  readonly clock: CaseClock;
  readonly signals: Signals;
  readonly notices: Notices;
  readonly merges: Merges;
  state: CaseState;
  /** Highest seq known to be in the log. */
  recorded: number;
  /** Events that the log does not have yet. */
  readonly unrecorded: RecordedEvent[] = [];
  /** Decided, but told only once the events behind it are recorded. */
  readonly untold: Delivery[];
  cancelled = false;
  readonly #outcomes = new Map<string, ActionOutcome>();
  #waiting: { readonly seq: number; readonly answer: () => void }[] = [];

  constructor(input: ComplaintInput, rules: Uint8Array) {
    this.input = input;
    this.no = input.no;
    this.rules = rules;
    this.pack = inflateRules(rules);
    this.base = input.base;
    this.clock = new CaseClock(input.base);
    this.signals = new Signals(this);
    this.notices = new Notices(this);
    this.merges = new Merges(this);
    if (input.carried === undefined) {
      const opened = openCase(this.pack, input.intake, input.base.origin);
      // The API has opened this very intake before it started the workflow; a refusal here is a bug and must be seen as one.
      if (!opened.ok) throw new Error(`the intake of ${input.no} does not open: ${opened.rejection.code}`);
      this.state = opened.value.state;
      this.untold = [...deliveriesOf(this.pack, this.no, this.base, this.state, opened.value.events)];
    } else {
      this.state = input.carried.state;
      this.untold = [...input.carried.deliveries];
      for (const id of input.carried.seenCommands) this.#outcomes.set(id, { seq: this.state.seq });
    }
    // The intake's events were recorded by the API, those of an earlier run by that run.
    this.recorded = this.state.seq;
  }

  now(): number {
    return this.clock.now();
  }

  wall(at: number): number {
    return toWallTime(this.base, at);
  }

  take(advance: Advance): void {
    if (advance.events.length === 0) return;
    const before = this.state;
    this.state = advance.state;
    this.unrecorded.push(...advance.events);
    this.untold.push(
      ...((this.input.shell ?? 1) < 2
        ? deliveriesOf(this.pack, this.no, this.base, this.state, advance.events)
        : deliveriesOfStep(this.pack, this.no, this.base, before, advance.events)),
    );
  }

  /** From now on the case goes by other rules; what follows of itself from that comes with them. */
  goOver(rules: Uint8Array, advance: Advance): void {
    this.rules = rules;
    this.pack = inflateRules(rules);
    this.take(advance);
  }

  hasWork(): boolean {
    return this.unrecorded.length > 0 || this.signals.waiting() || this.notices.waiting() || (this.cancelled && this.state.stage !== 'withdrawn' && !this.withdrawalTried);
  }

  /** Set once a cancellation has been turned into a withdrawal (or the case had ended already). */
  withdrawalTried = false;

  /** Resolves with `answerRecorded` once the log has the event. A condition would do the same, at the price of another look into the sandbox. */
  untilRecorded(seq: number): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push({ seq, answer: resolve });
    });
  }

  /** Answers those whose events are in the log. Called after the commands of a step were issued, so that an answer is always the last of them. */
  answerRecorded(): void {
    const answered = this.#waiting.filter((one) => one.seq <= this.recorded);
    if (answered.length === 0) return;
    this.#waiting = this.#waiting.filter((one) => one.seq > this.recorded);
    for (const { answer } of answered) answer();
  }

  outcomeOf(command: string): ActionOutcome | undefined {
    return this.#outcomes.get(command);
  }

  remember(command: string, outcome: ActionOutcome): void {
    this.#outcomes.set(command, outcome);
  }

  seenCommands(): readonly string[] {
    return [...this.#outcomes.keys()].slice(-REMEMBERED);
  }
}
