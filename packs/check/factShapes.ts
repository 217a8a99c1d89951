/** What conditions of a pack may ask, and with which values: the pack's own fields and what `domain/case/facts` derives. */

import type { AuthoredField, AuthoredPack } from '../schema/packSchema.ts';
import { STAGES } from '../schema/schemaParts.ts';
import { own } from '../../domain/values/own.ts';

export type FactShape =
  | { readonly kind: 'boolean' }
  | { readonly kind: 'number' }
  | { readonly kind: 'any' }
  | { readonly kind: 'name'; readonly what: string; readonly values: readonly string[] }
  | {
      readonly kind: 'parts';
      readonly what: string;
      readonly parts: Readonly<Record<string, FactShape>>;
      readonly id?: FactShape;
    };

const BOOLEAN: FactShape = { kind: 'boolean' };
const NUMBER: FactShape = { kind: 'number' };
const ANY: FactShape = { kind: 'any' };
const CLOCK_STATUSES = ['running', 'paused', 'met', 'missed', 'late', 'cancelled'];

/** Names that a pack's own fields cannot have: conditions and derived facts use them. */
const COMBINATORS = ['any', 'all', 'not', 'min', 'max'];
export const STEP_FACTS: readonly string[] = ['id', 'count', ...COMBINATORS];

export function isReservedFact(pack: AuthoredPack, name: string): boolean {
  return COMBINATORS.includes(name) || Object.hasOwn(derivedShapes(pack), name);
}

const AT_INTAKE = ['object', 'category', 'channel', 'channels', 'unit', 'anonymous', 'repeat', 'representatives'];

/** Facts that are known before a case exists: its fields and what is said at the door. */
export function isIntakeFact(pack: AuthoredPack, name: string): boolean {
  return AT_INTAKE.includes(name) || !Object.hasOwn(derivedShapes(pack), name);
}

/** Asked once for every condition of a pack, and the same for all of them. */
const known = new WeakMap<AuthoredPack, Readonly<Record<string, FactShape>>>();

/** Every fact that a condition may ask for. */
export function factShapes(pack: AuthoredPack): Readonly<Record<string, FactShape>> {
  const shapes = known.get(pack) ?? shapesOf(pack);
  known.set(pack, shapes);
  return shapes;
}

function shapesOf(pack: AuthoredPack): Readonly<Record<string, FactShape>> {
  return {
    ...Object.fromEntries(Object.entries(pack.fields).map(([id, field]) => [id, fieldShape(pack, field)])),
    ...derivedShapes(pack),
  };
}

function derivedShapes(pack: AuthoredPack): Readonly<Record<string, FactShape>> {
  const name = (what: string, values: readonly string[]): FactShape => ({ kind: 'name', what, values });
  const channel: FactShape = {
    kind: 'parts',
    what: 'fact',
    id: name('channel', Object.keys(pack.channels)),
    parts: {
      id: name('channel', Object.keys(pack.channels)),
      external: BOOLEAN,
      headOffice: BOOLEAN,
      noHandDown: BOOLEAN,
    },
  };
  const levels = name(
    'level',
    pack.levels.map((level) => level.id),
  );
  const level: FactShape = { kind: 'parts', what: 'fact', id: levels, parts: { id: levels, rank: NUMBER } };
  const each = (what: string, ids: readonly string[], shape: (id: string) => FactShape): FactShape => ({
    kind: 'parts',
    what,
    parts: Object.fromEntries(ids.map((id) => [id, shape(id)])),
  });
  return {
    object: name('object', pack.objects),
    category: name('category', Object.keys(pack.categories)),
    channel,
    channels: channel,
    level,
    entryLevel: level,
    resolvedLevel: level,
    unit: ANY,
    stage: name('stage', STAGES),
    class: name(
      'class',
      pack.classes.map((row) => row.class),
    ),
    repeat: BOOLEAN,
    anonymous: BOOLEAN,
    outcome: ANY,
    firstContact: BOOLEAN,
    flags: ANY,
    steps: each('step', Object.keys(pack.steps), (id) => stepShape(pack, id)),
    clocks: each('clock', Object.keys(pack.clocks), () => ({
      kind: 'parts',
      what: 'fact',
      parts: {
        status: name('status', CLOCK_STATUSES),
        missed: BOOLEAN,
        provisional: BOOLEAN,
        calendarAdjusted: BOOLEAN,
      },
    })),
    dispatches: { kind: 'parts', what: 'fact', parts: { count: NUMBER, open: NUMBER } },
    approvals: {
      kind: 'parts',
      what: 'fact',
      parts: { pending: NUMBER, asked: name('approval', Object.keys(pack.approvals)) },
    },
    moves: NUMBER,
    paused: BOOLEAN,
    bypass: BOOLEAN,
    frozen: BOOLEAN,
    representatives: NUMBER,
    overdue: BOOLEAN,
    promised: BOOLEAN,
  };
}

function stepShape(pack: AuthoredPack, id: string): FactShape {
  const fields = Object.entries(own(pack.steps, id)?.fields ?? {}).map(
    ([name, field]) => [name, fieldShape(pack, field)] as const,
  );
  return { kind: 'parts', what: 'fact', parts: { count: NUMBER, ...Object.fromEntries(fields) } };
}

function fieldShape(pack: AuthoredPack, field: AuthoredField): FactShape {
  if (field.type === 'boolean') return BOOLEAN;
  if (field.type === 'integer' || field.type === 'money' || field.type === 'instant') return NUMBER;
  if (field.type === 'code' || field.type === 'codes')
    return { kind: 'name', what: 'code', values: Object.keys(own(pack.lists, field.list ?? '') ?? {}) };
  return ANY;
}
