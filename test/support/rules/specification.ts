import { say } from '../../../language/phrase.ts';
import { expect } from 'vitest';
import type { Actor, CaseEvent, FieldValues, RecordedEvent } from '../../../domain/case/event.ts';
import { act } from '../../../domain/decide/act.ts';
import { lapse } from '../../../domain/decide/lapse.ts';
import { openCase } from '../../../domain/decide/openCase.ts';
import type { EnginePack } from '../../../domain/pack/pack.ts';
import type { CaseState } from '../../../domain/case/state.ts';
import { ladderPack } from './ladderPack.ts';

/** 2026-11-23 09:00 in Shanghai. */
export const T0 = Date.parse('2026-11-23T09:00:00+08:00');
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const BASE = { origin: T0, speed: 1 };

/** Somebody of a role, within reach of the case. */
export function person(role: string, id = `${role}-1`, reach = true): Actor {
  return { id, roles: [role], unit: 'desk-a', reach };
}

/** What is recorded, carried and compared is plain JSON: a value that is not there has no name either. */
export function expectPlain(value: unknown, path = 'it'): void {
  if (value === undefined) throw new Error(`${path} is undefined: it could not be stored and read back`);
  if (typeof value !== 'object' || value === null) return;
  for (const [name, part] of Object.entries(value)) expectPlain(part, `${path}.${name}`);
}

export interface OpenOptions {
  readonly channel?: string;
  readonly category?: string;
  readonly fields?: FieldValues;
  readonly repeatOf?: string;
  readonly assigned?: string;
  readonly representatives?: number;
  /** Default: the ladder pack. */
  readonly pack?: EnginePack;
  readonly actor?: Actor;
}

/** An event by its type, or by some of what it says as well. */
type ExpectedEvent =
  CaseEvent['type'] | { readonly type: CaseEvent['type']; readonly data: Readonly<Record<string, unknown>> };

/** A case that tests act on: given, when, then. Minutes count from registration. */
export function given(options: OpenOptions = {}): Given {
  return new Given(options);
}

export class Given {
  state: CaseState;
  events: RecordedEvent[];
  readonly pack: EnginePack;
  #commands = 0;
  #last: readonly RecordedEvent[];

  constructor(options: OpenOptions = {}) {
    this.pack = options.pack ?? ladderPack;
    const intake = {
      object: 'complaint',
      channel: options.channel ?? 'counter',
      unit: 'desk-a',
      category: options.category ?? 'plain',
      fields: { visit: false, tier: 'plain', ...options.fields },
      anonymous: false,
      actor: options.actor ?? person('clerk'),
      ...(options.repeatOf === undefined ? {} : { repeatOf: options.repeatOf }),
      ...(options.assigned === undefined ? {} : { assigned: options.assigned }),
      ...(options.representatives === undefined ? {} : { representatives: options.representatives }),
    };
    const opened = openCase(this.pack, intake, T0);
    if (!opened.ok) throw new Error(say(opened.rejection, 'en'));
    expectPlain(opened.value);
    this.state = opened.value.state;
    this.events = [...opened.value.events];
    this.#last = opened.value.events;
  }

  /** The action is taken; it must be let through. */
  when(minute: number, action: string, fields: FieldValues = {}, actor: Actor = person('handler')): this {
    const result = this.attempt(minute, action, fields, actor);
    if (!result.ok) throw new Error(`${action} was refused: ${result.rejection.code} ${say(result.rejection, 'en')}`);
    this.#take(result.value);
    return this;
  }

  /** Time passes and nobody does anything. */
  whenTimeIs(minute: number): this {
    this.#take(lapse(this.pack, this.state, T0 + minute * MINUTE, BASE));
    return this;
  }

  attempt(
    minute: number,
    action: string,
    fields: FieldValues = {},
    actor: Actor = person('handler'),
  ): ReturnType<typeof act> {
    this.#commands += 1;
    const notes = action === 'comment' ? { notes: ['note-1'] } : {};
    return act(
      this.pack,
      this.state,
      { id: `c${this.#commands}`, action, actor, fields, ...notes },
      T0 + minute * MINUTE,
      BASE,
    );
  }

  thenRefused(
    minute: number,
    action: string,
    code: string,
    fields: FieldValues = {},
    actor: Actor = person('handler'),
  ): this {
    const before = this.state;
    const result = this.attempt(minute, action, fields, actor);
    expect(result.ok ? 'let through' : result.rejection.code).toBe(code);
    expect(this.state).toBe(before);
    return this;
  }

  /** What the last step gave: these events in this order, and no others. */
  thenEvents(...events: readonly ExpectedEvent[]): this {
    expect(this.#last).toMatchObject(events.map((one) => (typeof one === 'string' ? { type: one } : one)));
    return this;
  }

  /** Types of all events so far. */
  types(): readonly CaseEvent['type'][] {
    return this.events.map((event) => event.type);
  }

  clock(id: string, occurrence = 1): CaseState['clocks'][number] {
    const found = this.state.clocks.find((one) => one.clock === id && one.occurrence === occurrence);
    if (found === undefined) throw new Error(`the case has no clock ${id}/${occurrence}`);
    return found;
  }

  /** Rungs that fired, as `clock/rung@minute`. */
  rungs(): readonly string[] {
    return this.events.flatMap((event) =>
      event.type === 'RungFired' ? [`${event.data.clock}/${event.data.rung}@${(event.at - T0) / MINUTE}`] : [],
    );
  }

  #take(advance: { readonly state: CaseState; readonly events: readonly RecordedEvent[] }): void {
    expectPlain(advance);
    this.state = advance.state;
    this.events.push(...advance.events);
    this.#last = advance.events;
  }
}
