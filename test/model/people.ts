/** What people say in a random life: how a case comes in, who asks for an action, and with which fields. */

import type { Actor, FieldValue, FieldValues } from '../../domain/case/event.ts';
import type { Intake } from '../../domain/case/command.ts';
import type { EnginePack, FieldDef } from '../../domain/pack/pack.ts';
import type { CaseState } from '../../domain/case/state.ts';
import { FURTHEST_HOURS } from './gaps.ts';
import { numbers, one } from './numbers.ts';

const HOUR = 3_600_000;
const UNITS = ['unit-a', 'unit-b', 'unit-c'];

/** An intake of which no part says anything about another. */
export function intakeOf(pack: EnginePack, pick: number, at: number): Intake {
  const next = numbers(pick);
  const draw = (): number => Math.floor(next() * 1_000_000);
  const category = one(Object.keys(pack.categories), draw());
  const required = pack.categories[category]?.require ?? [];
  const wanted = Object.entries(pack.fields).filter(
    ([name, def]) => required.includes(name) || def.required === true || (def.type !== 'instant' && draw() % 2 === 0),
  );
  const defaults = Object.entries(pack.fields).flatMap(([name, def]) =>
    def.default === undefined ? [] : [[name, def.default] as const],
  );
  return {
    object: one(pack.objects, draw()),
    channel: one(Object.keys(pack.channels), draw()),
    unit: one(UNITS, draw()),
    category,
    fields: {
      ...Object.fromEntries(defaults),
      ...Object.fromEntries(wanted.flatMap(([name, def]) => valueOf(pack, undefined, name, def, draw(), at))),
    },
    anonymous: draw() % 7 === 0,
    actor: { id: 'clerk-1', roles: ['clerk'], unit: one(UNITS, draw()), reach: true },
    ...(draw() % 11 === 0 ? { repeatOf: 'earlier' } : {}),
  };
}

/** Somebody who may, as far as roles go; another person nearly every time. */
export function actorOf(pack: EnginePack, state: CaseState, action: string, pick: number, index: number): Actor {
  const deciding =
    action === 'approve' || action === 'reject'
      ? state.approvals.filter((request) => request.status === 'pending')
      : [];
  const roles = deciding.flatMap((request) => pack.approvals[request.approval]?.roles ?? []);
  const role = one(roles.length > 0 ? roles : (pack.actions[action]?.by ?? ['nobody']), pick);
  return { id: pick % 5 === 0 ? `${role}-1` : `${role}-${index}`, roles: [role], unit: state.unit, reach: true };
}

/** Fields of an action: those it must have, and most of the others. */
export function fieldsOf(
  pack: EnginePack,
  state: CaseState,
  defs: Readonly<Record<string, FieldDef>>,
  pick: number,
  at: number,
): FieldValues {
  const asked = Object.entries(defs).filter(([, def], index) => def.required === true || (pick >>> index) % 3 !== 0);
  return Object.fromEntries(asked.flatMap(([name, def], index) => valueOf(pack, state, name, def, pick >>> index, at)));
}

function valueOf(
  pack: EnginePack,
  state: CaseState | undefined,
  name: string,
  def: FieldDef,
  pick: number,
  at: number,
): readonly (readonly [string, FieldValue])[] {
  const value = typed(pack, state, name, def, pick, at);
  return value === undefined ? [] : [[name, value]];
}

function typed(
  pack: EnginePack,
  state: CaseState | undefined,
  name: string,
  def: FieldDef,
  pick: number,
  at: number,
): FieldValue | undefined {
  switch (def.type) {
    case 'boolean':
      return pick % 2 === 0;
    case 'integer':
      return pick % 100;
    case 'money':
      return pick % 100_000;
    case 'instant':
      return isCountedFrom(pack, name)
        ? at - (pick % FURTHEST_HOURS) * HOUR
        : at + (1 + (pick % FURTHEST_HOURS)) * HOUR;
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

/** What clocks count from has happened; every other moment that people name, a promise above all, is to come. */
function isCountedFrom(pack: EnginePack, name: string): boolean {
  return name !== 'promisedAt' && pack.clocks.some((clock) => clock.from === name);
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
