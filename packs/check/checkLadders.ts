import { listOf } from './checkClocks.ts';
import type { AuthoredLimit } from '../schema/clockSchema.ts';
import { checkNames } from './checkNames.ts';
import type { Finding } from '../source/fault.ts';
import type { AuthoredPack } from '../schema/packSchema.ts';
import { parseRungAt } from '../schema/rungAt.ts';
import { rungsOf } from '../schema/rungsOf.ts';
import { own } from '../../domain/values/own.ts';

/** Ladders: every rung tells somebody something at a moment of its own, and every ladder belongs to a clock. */
export function* checkLadders(pack: AuthoredPack): Generator<Finding> {
  for (const [id, rungs] of Object.entries(pack.ladders)) {
    if (rungs.length === 0)
      yield {
        code: 'empty-ladder',
        path: ['ladders', id],
        zh: '阶梯是空的,到期时无人知道',
        en: 'the ladder is empty, so nobody would be told',
      };
    if (!Object.values(pack.clocks).some((clock) => clock.ladder === id))
      yield {
        code: 'unused-ladder',
        path: ['ladders', id],
        key: true,
        zh: '没有时限使用这个阶梯',
        en: 'no clock uses this ladder',
      };
    const seen = new Set<string>();
    for (const [index, rung] of rungs.entries()) {
      const path = ['ladders', id, index];
      const at = parseRungAt(rung.at);
      if (rung.every !== undefined && at?.kind !== 'offset')
        yield {
          code: 'every-without-offset',
          path: [...path, 'every'],
          zh: 'every 只与 due ± 时长一起用',
          en: 'every goes with due, plus or minus a span',
        };
      // A repeated rung stands at several moments, and any of them may be taken.
      const moments = rungsOf(rung).map((one) => one.id);
      const taken = moments.find((moment) => seen.has(moment));
      if (taken !== undefined)
        yield {
          code: 'duplicate-rung',
          path: [...path, 'at'],
          zh: `同一时刻 "${taken}" 有两级,请合并`,
          en: `two rungs at "${taken}"; merge them`,
        };
      for (const moment of moments) seen.add(moment);
      yield* checkNames(pack, 'role', rung.notify, [...path, 'notify']);
      yield* checkNames(pack, 'message', rung.message, [...path, 'message']);
      yield* checkNames(pack, 'level', rung.escalate, [...path, 'escalate'], ['next']);
      if (at?.kind === 'offset' && at.ms < 0) yield* beforeStart(pack, id, -at.ms, path);
    }
  }
}

/**
 * A warning that stands where its clock's ladder has a rung, or where another warning stands: one of the two would
 * never fire.
 */
export function* checkWarnings(pack: AuthoredPack): Generator<Finding> {
  for (const [id, clock] of Object.entries(pack.clocks)) {
    const seen = new Set((own(pack.ladders, clock.ladder) ?? []).flatMap(rungsOf).map((rung) => rung.id));
    for (const [index, { percent }] of (clock.warn ?? []).entries()) {
      if (seen.has(`${percent}%`))
        yield {
          code: 'duplicate-rung',
          path: ['clocks', id, 'warn', index, 'percent'],
          zh: `${percent}% 处已有一级,请合并`,
          en: `there is a rung at ${percent}% already; merge them`,
        };
      seen.add(`${percent}%`);
    }
  }
}

/** A rung that lies before its clock has begun would fire at once. */
function* beforeStart(
  pack: AuthoredPack,
  ladder: string,
  before: number,
  path: readonly (string | number)[],
): Generator<Finding> {
  for (const [id, clock] of Object.entries(pack.clocks)) {
    const limit = clock.ladder === ladder ? elapsed(clock.limit) : undefined;
    if (limit !== undefined && before >= limit)
      yield {
        code: 'rung-before-start',
        path: [...path, 'at'],
        zh: `这一级早于时限 "${id}" 的起点`,
        en: `this rung lies before clock "${id}" has begun`,
      };
  }
}

function elapsed(limit: AuthoredLimit): number | undefined {
  const [ms] = listOf(limit).map((one) =>
    one.hours !== undefined ? one.hours * 3_600_000 : one.minutes !== undefined ? one.minutes * 60_000 : undefined,
  );
  return ms;
}
