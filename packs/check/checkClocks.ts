import { own } from '../../domain/values/own.ts';
import { LIMIT_KINDS, triggerName, type AuthoredTrigger } from '../schema/clockSchema.ts';
import { listOf } from '../schema/listOf.ts';
import type { AuthoredPack } from '../schema/packSchema.ts';
import { wrong, wrongKey, type Finding, type Findings, type Path } from '../source/fault.ts';

type Check = (pack: AuthoredPack, clock: AuthoredPack['clocks'][string], path: Path) => Iterable<Finding>;

/** How a clock starts that a case may have several times. */
const OCCASIONS: Readonly<Record<string, string>> = {
  level: 'level-entered',
  dispatch: 'dispatched',
  promise: 'promised',
};

/** Start, stop, limit, target and extension fit each other. */
export function* checkClocks(pack: AuthoredPack): Findings {
  for (const [id, clock] of Object.entries(pack.clocks))
    for (const check of [checkEnds, checkTarget, checkExtension]) yield* check(pack, clock, ['clocks', id]);
}

const checkEnds: Check = function* (_, clock, path) {
  const [start, stop] = [listOf<AuthoredTrigger>(clock.start), listOf<AuthoredTrigger>(clock.stop)];
  const same = start.find((one) => typeof one === 'string' && stop.includes(one));
  if (same !== undefined)
    yield wrong(
      'stops-at-start',
      [...path, 'stop'],
      `"${triggerName(same)}" 既是起点又是终点`,
      `"${triggerName(same)}" both starts and stops this clock`,
    );
  const occasion = own(OCCASIONS, clock.per);
  if (occasion !== undefined && !start.map(triggerName).includes(occasion))
    yield wrong(
      'per-without-occasion',
      [...path, 'per'],
      `per: ${clock.per} 的起点应含 ${occasion}`,
      `a clock per ${clock.per} starts with ${occasion}`,
    );
};

/** A target lies before the limit; a clock without limit has no target and no share of time. */
const checkTarget: Check = function* (_, { limit, target, warn }, path) {
  if (target?.none !== undefined)
    yield wrong('target-none', [...path, 'target'], '目标要有期限', 'a target has a moment');
  const same = LIMIT_KINDS.find((kind) => typeof limit[kind] === 'number' && typeof target?.[kind] === 'number');
  if (same !== undefined && Number(target?.[same]) >= Number(limit[same]))
    yield wrong('target-after-limit', [...path, 'target', same], '目标应早于期限', 'the target lies before the limit');
  if (limit.none !== undefined && warn !== undefined)
    yield wrongKey(
      'percent-without-limit',
      [...path, 'warn'],
      '没有期限就没有百分比',
      'there is no share of a way without an end',
    );
};

const checkExtension: Check = function* (pack, { extendable }, path) {
  if (extendable === undefined) return;
  if (extendable.notice !== undefined && !Object.values(pack.roles).some((role) => role.follows === 'complainant'))
    yield wrong(
      'notice-to-nobody',
      [...path, 'extendable', 'notice'],
      '没有 follows: complainant 的角色,通知无人收',
      'no role follows the complainant, so the notice would reach nobody',
    );
  if (pack.actions['extend'] === undefined)
    yield wrong(
      'extension-without-action',
      [...path, 'extendable'],
      'actions 里没有 extend,无法延期',
      'nobody can extend this clock: grant the action extend',
    );
};
