/** Lives of cases under any pack: whatever people do, and whenever. The same numbers make the same life. */

import { act } from '../../domain/advance.ts';
import type { FieldValue, FieldValues, RecordedEvent } from '../../domain/event.ts';
import { lapse } from '../../domain/lapse.ts';
import { openCase } from '../../domain/openCase.ts';
import type { EnginePack, FieldDef } from '../../domain/pack.ts';
import { refuseAction } from '../../domain/refuseAction.ts';
import type { CaseState } from '../../domain/state.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const UNITS = ['unit-a', 'unit-b', 'unit-c'];

/** One thing that happens: so many minutes after the last, an action or only the passing of time. `pick` chooses actor and fields. */
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
  return ['tick', ...Object.keys(pack.actions)];
}

/** A stream of numbers in [0, 1) that the seed alone decides (mulberry32). */
export function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The life that a seed stands for. */
export function randomLife(pack: EnginePack, seed: number, length = 25): Life {
  const next = numbers(seed);
  const whole = (below: number): number => Math.floor(next() * below);
  const choices = actionsOf(pack);
  const start = whole(1_000_000);
  const moves = Array.from({ length: whole(length + 1) }, () => ({
    gap: whole(next() < 0.1 ? 4_000 : 150),
    action: choices[whole(choices.length)] ?? 'tick',
    pick: whole(1_000_000),
  }));
  return live(pack, start, moves);
}

/** Lives a life. What the rules refuse is not done; now and then the refusal itself is recorded, as that of a request without an answer is. */
export function live(pack: EnginePack, start: number, moves: readonly Move[]): Life {
  const at = Date.parse('2026-11-23T09:00:00+08:00') + (start % 20_000) * MINUTE;
  const base = { origin: at, speed: 1 };
  const opened = openCase(pack, intakeOf(pack, start, at), at);
  if (!opened.ok) throw new Error(`${pack.id}: ${opened.rejection.detail}`);
  let { state } = opened.value;
  const events = [...opened.value.events];
  let now = at;
  const take = (advance: { readonly state: CaseState; readonly events: readonly RecordedEvent[] }): void => {
    state = advance.state;
    events.push(...advance.events);
  };
  for (const [index, move] of moves.entries()) {
    now += move.gap * MINUTE;
    const def = pack.actions[move.action];
    if (def === undefined) {
      take(lapse(pack, state, now, base));
      continue;
    }
    const actor = actorOf(pack, state, move, index);
    const notes = move.action === 'comment' ? { notes: [`note-${index}`] } : {};
    const command = { id: `c${index}`, action: move.action, actor, fields: fieldsOf(pack, state, def.fields ?? {}, move.pick, now), ...notes };
    const result = act(pack, state, command, now, base);
    if (result.ok) take(result.value);
    else if (move.pick % 3 === 0) take(refuseAction(pack, state, command, result.rejection, now));
  }
  now += MINUTE;
  take(lapse(pack, state, now, base));
  return { pack, state, events, now, base };
}

function intakeOf(pack: EnginePack, pick: number, at: number): Parameters<typeof openCase>[1] {
  const category = one(Object.keys(pack.categories), pick);
  const required = pack.categories[category]?.require ?? [];
  const wanted = Object.entries(pack.fields).filter(([name, def]) => required.includes(name) || def.required === true || (def.type !== 'instant' && pick % 2 === 0));
  const defaults = Object.entries(pack.fields).flatMap(([name, def]) => (def.default === undefined ? [] : [[name, def.default] as const]));
  return {
    object: one(pack.objects, pick),
    channel: one(Object.keys(pack.channels), pick >>> 3),
    unit: one(UNITS, pick),
    category,
    fields: { ...Object.fromEntries(defaults), ...Object.fromEntries(wanted.flatMap(([name, def]) => valueOf(pack, undefined, name, def, pick >>> 2, at))) },
    anonymous: pick % 7 === 0,
    actor: { id: 'clerk-1', roles: ['clerk'], unit: one(UNITS, pick), reach: true },
    ...(pick % 11 === 0 ? { repeatOf: 'earlier' } : {}),
  };
}

/** Somebody who may, as far as roles go; another person nearly every time. */
function actorOf(pack: EnginePack, state: CaseState, move: Move, index: number): Parameters<typeof act>[2]['actor'] {
  const deciding = move.action === 'approve' || move.action === 'reject' ? state.approvals.filter((request) => request.status === 'pending') : [];
  const roles = deciding.flatMap((request) => pack.approvals[request.approval]?.roles ?? []);
  const role = one(roles.length > 0 ? roles : (pack.actions[move.action]?.by ?? ['nobody']), move.pick);
  return { id: move.pick % 5 === 0 ? `${role}-1` : `${role}-${index}`, roles: [role], unit: state.unit, reach: true };
}

function fieldsOf(pack: EnginePack, state: CaseState, defs: Readonly<Record<string, FieldDef>>, pick: number, at: number): FieldValues {
  const asked = Object.entries(defs).filter(([, def], index) => def.required === true || (pick >>> index) % 3 !== 0);
  return Object.fromEntries(asked.flatMap(([name, def], index) => valueOf(pack, state, name, def, pick >>> index, at)));
}

function valueOf(pack: EnginePack, state: CaseState | undefined, name: string, def: FieldDef, pick: number, at: number): readonly (readonly [string, FieldValue])[] {
  const value = typed(pack, state, name, def, pick, at);
  return value === undefined ? [] : [[name, value]];
}

function typed(pack: EnginePack, state: CaseState | undefined, name: string, def: FieldDef, pick: number, at: number): FieldValue | undefined {
  switch (def.type) {
    case 'boolean':
      return pick % 2 === 0;
    case 'integer':
      return pick % 100;
    case 'money':
      return pick % 100_000;
    case 'instant':
      return at + (1 + (pick % 400)) * HOUR;
    case 'code':
      return def.list === undefined ? 'code' : one(pack.lists[def.list] ?? [], pick);
    case 'codes':
      return (pack.lists[def.list ?? ''] ?? ['code']).slice(0, 1 + (pick % 3));
    case 'unit':
      return one(UNITS, pick);
    case 'units':
      return UNITS.slice(0, 1 + (pick % UNITS.length));
    case 'person':
      return `person-${pick % 3}`;
    case 'case':
      return `case-${pick % 5}`;
    case 'note':
      return `note/${pick % 9}`;
    case 'text':
      return textOf(pack, state, name, pick);
  }
}

/** Lifecycle actions name things of the pack or of the case by a text. */
function textOf(pack: EnginePack, state: CaseState | undefined, name: string, pick: number): string | undefined {
  const known: Readonly<Record<string, readonly string[]>> = {
    to: pack.levels.map((level) => level.id),
    category: Object.keys(pack.categories),
    channel: Object.keys(pack.channels),
    clock: pack.clocks.map((clock) => clock.id),
    kind: ['repeat', 'related', ...Object.keys(pack.pauses ?? {})],
    request: state?.approvals.map((request) => request.request) ?? [],
    dispatch: state?.dispatches.map((dispatch) => dispatch.id) ?? [],
  };
  const names = known[name] ?? ['text'];
  return names.length === 0 ? undefined : one(names, pick);
}

function one<T>(from: readonly T[], pick: number): T {
  const found = from[pick % from.length];
  if (found === undefined) throw new Error('nothing to pick from');
  return found;
}
