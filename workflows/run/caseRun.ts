import type { DeliveryOutcome } from '../../contracts/activities.ts';
import type { ComplaintInput, RefusedEvent, SeenCommand, ToldDelivery } from '../../contracts/complaintWorkflow.ts';
import { inflateRules } from '../../contracts/engineRules.ts';
import { deliveriesOf, deliveriesOfDecision } from '../../domain/notify/deliveriesOf.ts';
import type { Delivery } from '../../domain/notify/delivery.ts';
import { lapse, lapsedThen } from '../../domain/decide/lapse.ts';
import { openRegistered } from '../../domain/decide/openCase.ts';
import type { EnginePack } from '../../domain/pack/pack.ts';
import type { Advance } from '../../domain/decide/withConsequences.ts';
import { defined } from '../../domain/values/own.ts';
import { ok, type Result } from '../../domain/case/rejection.ts';
import type { CaseState } from '../../domain/case/state.ts';
import { toWallTime, type TimeBase } from '../../domain/time/timeBase.ts';
import { Arrivals } from './arrivals.ts';
import { CaseClock } from './caseClock.ts';
import { decideAgain, eventsOf, type Decide, type Decision } from './decision.ts';
import { outcomeOf, type Answer, type Handled } from './handled.ts';
import { mayBeStale } from './ownRun.ts';

/** Commands remembered, so that a retry of one is not a second one. */
const REMEMBERED = 200;

/** Lines of a kind that a run keeps to show. */
const SHOWN = 6;

/** What one run of a case knows. Changed only by decisions, synchronously, so handlers never see half a step. */
export class CaseRun {
  readonly input: ComplaintInput;
  readonly no: string;
  /** The rules as they came, to hand on. */
  rules: Uint8Array;
  /** Changed by a migration alone. */
  pack: EnginePack;
  readonly base: TimeBase;
  readonly clock: CaseClock;
  readonly arrivals: Arrivals;
  state: CaseState;
  /** Highest seq known to be in the log. */
  recorded: number;
  /** Decisions that the log does not have yet. */
  unrecorded: readonly Decision[] = [];
  /** Decided, but told only once the events behind it are recorded. */
  readonly queuedDeliveries: Delivery[];
  /** The latest, for whoever looks. */
  refusals: readonly RefusedEvent[];
  told: readonly ToldDelivery[];
  /** What units are called, as far as it is known. */
  units: Readonly<Record<string, string>>;
  cancelled = false;
  /** The log may have more than this run knows. */
  mayBeStale: boolean;
  #asking = false;
  readonly #seen = new Map<string, Handled>();
  /** Decisions of this run that the log has. */
  #settled = 0;
  #waiting: { readonly decisions: number; readonly answer: () => void }[] = [];

  constructor(input: ComplaintInput, rules: Uint8Array) {
    this.input = input;
    this.no = input.no;
    this.rules = rules;
    this.pack = inflateRules(rules);
    this.base = input.base;
    this.clock = new CaseClock(input.base);
    this.arrivals = new Arrivals(input.no);
    const { refusals = [], told = [] } = input.carried ?? {};
    this.refusals = refusals;
    this.told = told;
    this.units = input.units ?? {};
    if (input.carried === undefined) {
      const opened = openRegistered(this.pack, input.intake, input.base.origin);
      this.state = opened.state;
      this.queuedDeliveries = [...deliveriesOf(this.pack, this.no, this.base, this.state, opened.events)];
    } else {
      this.state = input.carried.state;
      this.queuedDeliveries = [...input.carried.deliveries];
      const { seq } = this.state;
      for (const { id, action, print, rejection } of input.carried.seenCommands)
        this.#seen.set(id, {
          result: rejection === undefined ? ok({ seq }) : { ok: false, rejection },
          decisions: 0,
          ...defined({ action, print }),
        });
    }
    // The intake's events were recorded by the API, those of an earlier run by that run.
    this.recorded = this.state.seq;
    this.mayBeStale = mayBeStale(input);
  }

  now(): number {
    return this.clock.now();
  }

  wall(at: number): number {
    return toWallTime(this.base, at);
  }

  /** Decides upon the case as it is now and evolves it in one go; what is refused changes nothing. */
  decide(decide: Decide): Result<Advance> {
    return this.#decide(decide, () => {});
  }

  /**
   * As `decide`, with what fell due before this moment: in one decision, so that it is the same one where the log has
   * another moment, at which nothing had fallen due.
   */
  decideAfterLapse(decide: Decide): Result<Advance> {
    return this.decide((pack, state, at) => {
      const lapsed = lapse(pack, state, at, this.base, { strict: true });
      const result = decide(pack, lapsed.state, at);
      return result.ok ? ok(lapsedThen(lapsed, result.value)) : result;
    });
  }

  /** Decides upon a command, to do or to refuse it, and remembers what became of it. */
  handle(
    { id, ...asked }: Readonly<{ id: string; action: string; print: string }>,
    answer: (...now: Parameters<Decide>) => Answer,
  ): Handled {
    const { pack, state } = this;
    const at = this.now();
    const answered = answer(pack, state, at);
    const decide: Decide = (...now) => ok(answer(...now));
    const handled: Handled = { ...asked, result: outcomeOf(answered), decisions: 0 };
    this.#take({ decide, pack, before: state, at, handled }, answered);
    handled.decisions = this.decisions();
    this.#seen.set(id, handled);
    return handled;
  }

  /** From now on the case goes by other rules; what follows of itself from that comes with them. */
  migrate(rules: Uint8Array, decide: Decide): Result<Advance> {
    return this.#decide(decide, () => {
      this.rules = rules;
      this.pack = inflateRules(rules);
    });
  }

  /** `allowed` comes between the decision and what it gives to tell. */
  #decide(decide: Decide, allowed: () => void): Result<Advance> {
    const { pack, state } = this;
    const at = this.now();
    const result = decide(pack, state, at);
    if (!result.ok) return result;
    allowed();
    this.#take({ decide, pack, before: state, at }, result.value);
    return result;
  }

  /**
   * One that gives nothing is kept beside others: where the log has another moment for them, it may give something.
   */
  #take(decision: Pick<Decision, 'decide' | 'pack' | 'before' | 'at' | 'handled'>, advance: Advance): void {
    if (advance.events.length === 0 && this.unrecorded.length === 0) return;
    const { pack, no, base } = this;
    const deliveriesOf: Decision['deliveriesOf'] = (before, { events }) =>
      deliveriesOfDecision(pack, no, base, before, events);
    this.state = advance.state;
    this.unrecorded = [
      ...this.unrecorded,
      { ...decision, ...advance, deliveriesOf, deliveries: deliveriesOf(decision.before, advance) },
    ];
  }

  /**
   * The log has these decisions, the oldest of the unrecorded ones, as they are here: what they give to tell may be
   * told.
   */
  markRecorded(decisions: readonly Decision[]): void {
    this.unrecorded = this.unrecorded.slice(decisions.length);
    this.#settled += decisions.length;
    this.queuedDeliveries.push(...decisions.flatMap((one) => one.deliveries));
    this.recorded = decisions.at(-1)?.state.seq ?? this.recorded;
    const refused = eventsOf(decisions).filter((event) => event.type === 'ActionRefused');
    this.refusals = [...this.refusals, ...refused].slice(-SHOWN);
  }

  /** Somebody was told, or could not be for as long as it was tried. */
  noteDelivered(delivery: Delivery, { told, units }: Partial<DeliveryOutcome> = {}): void {
    const { items } = delivery;
    this.units = { ...this.units, ...units };
    this.told = [...this.told, { at: this.now(), items, ...defined({ told }) }].slice(-SHOWN);
  }

  /**
   * The log has the oldest of the unrecorded decisions as they are made at these moments: makes them, and all that were
   * made upon them, anew. Returns those that the log has; `undefined`, and nothing changed, when they are then no
   * longer the same (`isSame`).
   */
  decideAgain(
    moments: readonly number[],
    isSame: (decisions: readonly Decision[]) => boolean,
  ): readonly Decision[] | undefined {
    const again = decideAgain(this.unrecorded, moments);
    const recorded = again?.slice(0, moments.length);
    if (again === undefined || recorded === undefined || !isSame(recorded)) return undefined;
    this.unrecorded = again;
    for (const one of again) if (one.handled !== undefined) one.handled.result = outcomeOf(one);
    this.state = again.at(-1)?.state ?? this.state;
    return recorded;
  }

  /** Waits for the answer of a local activity; one at a time. */
  async asking<T>(answer: Promise<T>): Promise<T> {
    this.#asking = true;
    try {
      return await answer;
    } finally {
      this.#asking = false;
    }
  }

  isAsking(): boolean {
    return this.#asking;
  }

  hasWork(): boolean {
    return (
      this.unrecorded.length > 0 ||
      this.arrivals.waiting() ||
      (this.cancelled && this.state.stage !== 'withdrawn' && !this.withdrawalTried)
    );
  }

  /** Set once a cancellation has been turned into a withdrawal (or the case had ended already). */
  withdrawalTried = false;

  /** How many this run has made, the unrecorded ones among them. */
  decisions(): number {
    return this.#settled + this.unrecorded.length;
  }

  /**
   * Until the log has so many decisions of this run. They are counted, and not their events: where the log has another
   * moment, they have more events or fewer. A condition would do the same, at the price of another look into the
   * sandbox.
   */
  async untilRecorded(decisions: number): Promise<void> {
    if (decisions <= this.#settled) return;
    await new Promise<void>((resolve) => {
      this.#waiting.push({ decisions, answer: resolve });
    });
  }

  /**
   * Answers those whose decisions are in the log. Called after the commands of a step were issued, so that an answer is
   * always the last of them.
   */
  answerRecorded(): void {
    const answered = this.#waiting.filter((one) => one.decisions <= this.#settled);
    if (answered.length === 0) return;
    this.#waiting = this.#waiting.filter((one) => one.decisions > this.#settled);
    for (const { answer } of answered) answer();
  }

  /** What became of the command of this id, if it was taken before. */
  seen(id: string): Handled | undefined {
    return this.#seen.get(id);
  }

  /** Something of this id was taken, and nobody waits for what became of it. */
  remember(id: string): void {
    this.#seen.set(id, { result: ok({ seq: this.state.seq }), decisions: this.decisions() });
  }

  seenCommands(): readonly SeenCommand[] {
    return [...this.#seen].slice(-REMEMBERED).map(([id, { action, result, print }]) => ({
      id,
      ...defined({ action, print, rejection: result.ok ? undefined : result.rejection }),
    }));
  }
}
