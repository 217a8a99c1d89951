/** Lives of cases under any pack: whatever people do, and whenever. The same numbers make the same life. */

import { say } from '../../language/phrase.ts';
import type { Actor, RecordedEvent } from '../../domain/case/event.ts';
import { act } from '../../domain/decide/act.ts';
import { trimCalendar } from '../../domain/time/calendar.ts';
import { changeCalendar, type CalendarChange } from '../../domain/decide/changeCalendar.ts';
import type { ActionCommand } from '../../domain/case/command.ts';
import { scheduledOf } from '../../domain/clocks/scheduled.ts';
import { lapse } from '../../domain/decide/lapse.ts';
import { openCase } from '../../domain/decide/openCase.ts';
import type { EnginePack } from '../../domain/pack/pack.ts';
import type { Advance } from '../../domain/decide/withConsequences.ts';
import { refuseAction } from '../../domain/decide/refuseAction.ts';
import type { CaseState } from '../../domain/case/state.ts';
import { dateIn } from '../../domain/time/zone.ts';
import { aimsOf, START, STOP } from './aims.ts';
import { DAY_MOVES, noticeOf } from './dayNotices.ts';
import { gapsOf } from './gaps.ts';
import { numbers, one } from './numbers.ts';
import { actorOf, fieldsOf, intakeOf } from './people.ts';

const MINUTE = 60_000;
/** How many of all moves start a clock where one can be started, and how many stop one. */
const STARTS = 0.35;
const STOPS = 0.1;
/** How many lives end with a silence in which one more limit may lapse. */
const SILENCES = 0.5;

/**
 * One thing that happens: so many minutes after the last, an action, a notice of the operators or only the passing of
 * time. `pick` chooses actor, fields and days, and whether the engine was there meanwhile or comes to what fell due
 * only now.
 */
export interface Move {
  readonly gap: number;
  readonly action: string;
  readonly pick: number;
}

export interface Life {
  readonly pack: EnginePack;
  readonly state: CaseState;
  readonly events: readonly RecordedEvent[];
  /** Case time at the end. */
  readonly now: number;
  readonly base: { readonly origin: number; readonly speed: number };
}

/** Whatever a move may be under this pack. */
export function actionsOf(pack: EnginePack): readonly string[] {
  return ['tick', ...Object.keys(pack.actions), ...(pack.calendar === undefined ? [] : DAY_MOVES)];
}

/** The life that a seed stands for. */
export function randomLife(pack: EnginePack, seed: number, length = 25): Life {
  const next = numbers(seed);
  const whole = (below: number): number => Math.floor(next() * below);
  const choices = actionsOf(pack);
  const start = whole(1_000_000);
  const gaps = gapsOf(pack, next);
  const moves = Array.from({ length: whole(length + 1) }, () => ({
    gap: gaps.next(),
    action: aim(next()) ?? choices[whole(choices.length)] ?? 'tick',
    pick: whole(1_000_000),
  }));
  if (next() < SILENCES) moves.push({ gap: gaps.byLimit(), action: 'tick', pick: whole(1_000_000) });
  return live(pack, start, moves);
}

function aim(share: number): string | undefined {
  if (share < STARTS) return START;
  return share < STARTS + STOPS ? STOP : undefined;
}

/**
 * Lives a life. What the rules refuse is not done; now and then the refusal itself is recorded, as that of a request
 * without an answer is.
 */
export function live(rules: EnginePack, start: number, moves: readonly Move[]): Life {
  const at = Date.parse('2026-11-23T09:00:00+08:00') + (start % 20_000) * MINUTE;
  const living = new Living(withYearsFor(rules, at), start, at);
  moves.forEach((move, index) => living.goesOn(move, index));
  return living.ends();
}

/** The rules as a case opened then travels with them: only the years that it may need. */
function withYearsFor(pack: EnginePack, at: number): EnginePack {
  if (pack.calendar === undefined) return pack;
  const year = Number(dateIn(at, pack.timezone).slice(0, 4));
  return { ...pack, calendar: trimCalendar(pack.calendar, year - 1, year + 2) };
}

class Living {
  readonly #pack: EnginePack;
  readonly #base: Life['base'];
  readonly #events: RecordedEvent[];
  #state: CaseState;
  #now: number;
  /**
   * When what fell due at the very moment has acted as well: whoever comes in the same millisecond cannot be told from
   * one who came before.
   */
  #settled = 0;

  constructor(pack: EnginePack, start: number, at: number) {
    const opened = openCase(pack, intakeOf(pack, start, at), at);
    if (!opened.ok) throw new Error(`${pack.id}: ${say(opened.rejection, 'en')}`);
    this.#pack = pack;
    this.#base = { origin: at, speed: 1 };
    this.#events = [...opened.value.events];
    this.#state = opened.value.state;
    this.#now = at;
  }

  goesOn(move: Move, index: number): void {
    this.#waits(move);
    const notice = noticeOf(this.#pack, this.#state, move, `n${index}`, this.#now);
    if (notice !== undefined) return this.#isTold(notice);
    const who = (action: string): Actor => actorOf(this.#pack, this.#state, action, move.pick, index);
    const aims = aimsOf(this.#pack, this.#state, move.action, who);
    const action = aims.length === 0 ? move.action : one(aims, move.pick);
    const def = this.#pack.actions[action];
    if (def === undefined) return this.#settle();
    const notes = action === 'comment' ? { notes: [`note-${index}`] } : {};
    const fields = fieldsOf(this.#pack, this.#state, def.fields ?? {}, move.pick, this.#now);
    return this.#isAsked({ id: `c${index}`, action, actor: who(action), fields, ...notes }, move.pick % 3 === 0);
  }

  ends(): Life {
    this.#now += MINUTE;
    this.#settle();
    return { pack: this.#pack, state: this.#state, events: this.#events, now: this.#now, base: this.#base };
  }

  /**
   * Half the time the engine acts at each moment itself, and at once on what was due before it was asked for; the other
   * half it is down.
   */
  #waits({ gap, pick }: Move): void {
    const since = this.#now;
    this.#now += gap * MINUTE;
    if (this.#now === this.#settled) this.#now += MINUTE;
    if ((pick >>> 4) % 2 === 1) return;
    for (let due = this.#nextDue(); due < this.#now; due = this.#nextDue())
      this.#take(lapse(this.#pack, this.#state, Math.max(due, since), this.#base));
  }

  #nextDue(): number {
    return scheduledOf(this.#pack, this.#state)[0]?.at ?? Infinity;
  }

  #isTold(notice: CalendarChange): void {
    this.#take(lapse(this.#pack, this.#state, this.#now, this.#base, { strict: true }));
    this.#take(changeCalendar(this.#pack, this.#state, notice, this.#now));
  }

  #isAsked(command: ActionCommand, refusalIsRecorded: boolean): void {
    const result = act(this.#pack, this.#state, command, this.#now, this.#base);
    if (result.ok) return this.#take(result.value);
    if (!refusalIsRecorded) return;
    this.#take(refuseAction(this.#pack, this.#state, { command, rejection: result.rejection }, this.#now, this.#base));
    // The engine is back: what fell due meanwhile comes right after it.
    this.#settle();
  }

  #settle(): void {
    this.#take(lapse(this.#pack, this.#state, this.#now, this.#base));
    this.#settled = this.#now;
  }

  #take({ state, events }: Advance): void {
    this.#state = state;
    this.#events.push(...events);
  }
}
