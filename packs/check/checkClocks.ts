import { checkCondition } from './checkCondition.ts';
import { EVENTS, type AuthoredLimit, type AuthoredTrigger } from '../schema/clockSchema.ts';
import { checkNames } from './checkNames.ts';
import type { Finding } from '../source/fault.ts';
import type { AuthoredPack } from '../schema/packSchema.ts';
import { unknownName } from '../source/unknownName.ts';
import { own } from '../../domain/values/own.ts';

type Path = readonly (string | number)[];
type Clock = AuthoredPack['clocks'][string];

/** Which actions produce an event; an event that no granted action produces never comes. */
const PRODUCED_BY: Readonly<Record<string, readonly string[]>> = {
  refused: ['refuse'],
  assigned: ['assign'],
  dispatched: ['dispatch'],
  'dispatch-answered': ['answer-dispatch'],
  'dispatch-rerouted': ['re-route'],
  'dispatch-refused': ['refuse-dispatch'],
  resolved: ['resolve'],
  closed: ['close'],
  reopened: ['reopen'],
  withdrawn: ['withdraw'],
  merged: ['merge'],
  'channel-added': ['add-channel'],
  linked: ['link'],
  reclassified: ['reclassify'],
};

/** Clocks: what starts and stops them can happen, and their limits can be computed. */
export function* checkClocks(pack: AuthoredPack): Generator<Finding> {
  for (const [id, clock] of Object.entries(pack.clocks)) {
    const path = ['clocks', id];
    for (const part of ['start', 'stop', 'cancel'] as const) yield* checkTriggers(pack, clock[part], [...path, part]);
    yield* checkCondition(pack, clock.when, [...path, 'when']);
    yield* checkLimit(pack, clock.limit, [...path, 'limit']);
    yield* checkLimit(pack, clock.target, [...path, 'target']);
    yield* checkPer(clock, [...path, 'per']);
    yield* checkNames(pack, 'ladder', clock.ladder, [...path, 'ladder']);
    for (const [index, warning] of (clock.warn ?? []).entries()) {
      yield* checkNames(pack, 'role', warning.notify, [...path, 'warn', index, 'notify']);
      const place = warning.message === undefined ? [] : ['message'];
      yield* checkNames(pack, 'message', warning.message ?? 'warning', [...path, 'warn', index, ...place]);
    }
    const named = listOf<AuthoredTrigger>(clock.stop).filter((one) => typeof one === 'string');
    const same = listOf<AuthoredTrigger>(clock.start)
      .filter((one) => typeof one === 'string')
      .find((one) => named.includes(one));
    if (same !== undefined)
      yield {
        code: 'stops-at-start',
        path: [...path, 'stop'],
        zh: `"${same}" 既是起点又是终点`,
        en: `"${same}" both starts and stops this clock`,
      };
  }
}

export function listOf<T>(value: T | readonly T[] | undefined): readonly T[] {
  return value === undefined ? [] : Array.isArray(value) ? (value as readonly T[]) : [value as T];
}

/** Triggers of a clock or a notice. */
export function* checkTriggers(
  pack: AuthoredPack,
  given: AuthoredTrigger | readonly AuthoredTrigger[] | undefined,
  path: Path,
): Generator<Finding> {
  for (const [index, trigger] of listOf<AuthoredTrigger>(given).entries()) {
    const here = Array.isArray(given) ? [...path, index] : path;
    const name = typeof trigger === 'string' ? trigger : 'event' in trigger ? trigger.event : trigger.step;
    const isEvent = (EVENTS as readonly string[]).includes(name) && !(typeof trigger !== 'string' && 'step' in trigger);
    if (!isEvent && own(pack.steps, name) === undefined)
      yield unknownName('step', name, [...Object.keys(pack.steps), ...EVENTS], here);
    if (isEvent && !canHappen(pack, name)) {
      const actions = own(PRODUCED_BY, name)?.join(', ') ?? '';
      yield {
        code: 'event-never-happens',
        path: here,
        zh: `事件 "${name}" 不会发生:actions 里没有 ${actions}`,
        en: `"${name}" never happens: no action produces it (grant ${actions})`,
      };
    }
    if (typeof trigger === 'string') continue;
    yield* checkCondition(pack, trigger.when, [...here, 'when']);
    if (!('level' in trigger) || trigger.level === undefined) continue;
    yield* checkNames(pack, 'level', trigger.level, [...here, 'level']);
    if (trigger.event !== 'level-entered')
      yield {
        code: 'level-not-expected',
        path: [...here, 'level'],
        zh: 'level 只用于 level-entered',
        en: 'level goes with level-entered only',
      };
  }
}

function canHappen(pack: AuthoredPack, event: string): boolean {
  if (event === 'promised') return pack.actions['promise'] !== undefined || pack.fields['promisedAt'] !== undefined;
  if (event === 'accepted') return pack.acceptance === 'at-registration' || pack.actions['accept'] !== undefined;
  if (event === 'approval-requested') return Object.keys(pack.approvals).length > 0;
  return own(PRODUCED_BY, event)?.some((action) => own(pack.actions, action) !== undefined) ?? true;
}

function* checkLimit(pack: AuthoredPack, limit: AuthoredLimit | undefined, path: Path): Generator<Finding> {
  if (limit === undefined) return;
  if (limit.field === undefined) return;
  const field = own(pack.fields, limit.field);
  if (field === undefined) yield unknownName('field', limit.field, Object.keys(pack.fields), [...path, 'field']);
  else if (field.type !== 'instant')
    yield {
      code: 'limit-not-instant',
      path: [...path, 'field'],
      zh: `字段 "${limit.field}" 不是 instant 类型`,
      en: `field "${limit.field}" is not of type instant`,
    };
}

const OCCASION: Readonly<Record<string, string>> = {
  level: 'level-entered',
  dispatch: 'dispatched',
  promise: 'promised',
};

function* checkPer(clock: Clock, path: Path): Generator<Finding> {
  const needed = own(OCCASION, clock.per);
  if (needed === undefined) return;
  const starts = listOf<AuthoredTrigger>(clock.start).map((one) =>
    typeof one === 'string' ? one : 'event' in one ? one.event : one.step,
  );
  if (!starts.includes(needed))
    yield {
      code: 'per-without-occasion',
      path,
      zh: `per: ${clock.per} 的起点应含 ${needed}`,
      en: `a clock per ${clock.per} starts with ${needed}`,
    };
}
