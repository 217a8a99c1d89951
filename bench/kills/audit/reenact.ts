/**
 * What a case must have become, worked out anew by the pure rules: from what was asked of it, and when; nothing else is
 * taken over from the log.
 */

import { say } from '../../../language/phrase.ts';
import { CLOCK_ACTOR, type RecordedEvent } from '../../../domain/case/event.ts';
import { act } from '../../../domain/decide/act.ts';
import type { ActionCommand, Intake } from '../../../domain/case/command.ts';
import { deliveriesOf } from '../../../domain/notify/deliveriesOf.ts';
import type { Delivery } from '../../../domain/notify/delivery.ts';
import { lapse } from '../../../domain/decide/lapse.ts';
import { nextTimer } from '../../../domain/clocks/nextTimer.ts';
import { openCase } from '../../../domain/decide/openCase.ts';
import type { EnginePack } from '../../../domain/pack/pack.ts';
import { withConsequences, type Advance } from '../../../domain/decide/withConsequences.ts';
import { parseFields } from '../../../domain/fields/parseFields.ts';
import type { CaseState } from '../../../domain/case/state.ts';
import { toCaseTime, toWallTime, type TimeBase } from '../../../domain/time/timeBase.ts';
import type { Move } from '../rehearsal.ts';

export interface CaseToReenact {
  readonly no: string;
  readonly pack: EnginePack;
  readonly base: TimeBase;
  readonly intake: Intake;
  /** The case's log: the moments of actions and of late awakenings are read from it. */
  readonly log: readonly RecordedEvent[];
  /** What clients asked for, by command id. */
  readonly asked: ReadonlyMap<string, Move>;
  /** Wall clock, epoch ms: everything planned up to then must have happened. */
  readonly until: number;
}

export interface Reenacted {
  readonly state: CaseState;
  readonly rungs: readonly Rung[];
  /** Everything that was to be told, with the case as it stood then. */
  readonly deliveries: readonly Delivery[];
  /** Recorded although nobody asked for it, or although the rules refuse it. */
  readonly unfounded: readonly string[];
}

export interface Rung {
  /** `<clock>/<occurrence>/<rung>` */
  readonly key: string;
  /** Planned instant, wall clock. */
  readonly due: number;
}

interface Decision {
  readonly id: string;
  readonly events: readonly RecordedEvent[];
}

export function reenact(ask: CaseToReenact): Reenacted {
  const opened = openCase(ask.pack, ask.intake, ask.base.origin);
  if (!opened.ok) throw new Error(`the intake of ${ask.no} does not open: ${opened.rejection.code}`);
  const run = new Run(ask, opened.value);
  for (const decision of decisionsOf(ask.log).slice(1)) {
    const [first] = decision.events;
    if (first?.type === 'EngineStopped') run.stopped(first);
    else if (byClock(decision)) run.lapse(decision.events[0]?.at ?? 0);
    else run.act(decision);
  }
  run.lapseUntil(toCaseTime(ask.base, ask.until));
  return run.result();
}

/** Events of one cause follow each other and share the beginning of their ids. */
function decisionsOf(log: readonly RecordedEvent[]): readonly Decision[] {
  const decisions: { id: string; events: RecordedEvent[] }[] = [];
  for (const event of log) {
    const id = event.id.slice(0, event.id.lastIndexOf('#'));
    const last = decisions.at(-1);
    if (last?.id === id) last.events.push(event);
    else decisions.push({ id, events: [event] });
  }
  return decisions;
}

function byClock(decision: Decision): boolean {
  return decision.events[0]?.actor.id === CLOCK_ACTOR.id;
}

class Run {
  readonly #ask: CaseToReenact;
  #state: CaseState;
  readonly #rungs: Rung[] = [];
  readonly #deliveries: Delivery[] = [];
  readonly #unfounded: string[] = [];

  constructor(ask: CaseToReenact, opened: Advance) {
    this.#ask = ask;
    this.#state = opened.state;
    this.#take(opened);
  }

  act(decision: Decision): void {
    const { pack, base, asked } = this.#ask;
    const [first] = decision.events;
    const move = asked.get(decision.id);
    if (first === undefined) return;
    if (move === undefined) {
      this.#unfounded.push(`${first.type}: nobody asked for it`);
      return;
    }
    const fields = parseFields(pack.actions[move.action]?.fields ?? {}, pack.lists, move.fields, { at: first.at });
    if (!fields.ok) throw new Error(`${move.action}: ${say(fields.rejection, 'en')}`);
    const command: ActionCommand = {
      id: decision.id,
      action: move.action,
      actor: { ...first.actor, reach: true },
      fields: fields.value,
    };
    const result = act(pack, this.#state, command, first.at, base);
    if (result.ok) this.#take(result.value);
    else this.#unfounded.push(`${move.action}: the rules refuse it (${result.rejection.code})`);
  }

  lapse(at: number): void {
    const { pack, base } = this.#ask;
    this.#take(lapse(pack, this.#state, at, base));
  }

  /** Whether somebody did stop it is compared elsewhere. */
  stopped({ type, data, id, at, actor }: Extract<RecordedEvent, { type: 'EngineStopped' }>): void {
    const cause = { id: id.slice(0, id.lastIndexOf('#')), at, actor };
    this.#take(withConsequences(this.#ask.pack, this.#state, [{ type, data }], cause));
  }

  lapseUntil(until: number): void {
    for (
      let next = nextTimer(this.#ask.pack, this.#state);
      next !== undefined && next.at <= until;
      next = nextTimer(this.#ask.pack, this.#state)
    )
      this.lapse(next.at);
  }

  result(): Reenacted {
    return { state: this.#state, rungs: this.#rungs, deliveries: this.#deliveries, unfounded: this.#unfounded };
  }

  #take(advance: Advance): void {
    const { pack, base, no } = this.#ask;
    this.#state = advance.state;
    this.#deliveries.push(...deliveriesOf(pack, no, base, advance.state, advance.events));
    for (const event of advance.events) {
      if (event.type === 'RungFired')
        this.#rungs.push({
          key: `${event.data.clock}/${event.data.occurrence}/${event.data.rung}`,
          due: toWallTime(base, event.data.dueAt),
        });
    }
  }
}
