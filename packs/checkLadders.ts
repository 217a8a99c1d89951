import { listOf } from './checkClocks.ts';
import type { AuthoredLimit } from './clockSchema.ts';
import type { Finding } from './fault.ts';
import type { AuthoredPack } from './packSchema.ts';
import { parseRungAt, rungId } from './rungAt.ts';
import { unknownName, unknownNames } from './unknownName.ts';

/** Ladders: every rung tells somebody something at a moment of its own, and every ladder belongs to a clock. */
export function* checkLadders(pack: AuthoredPack): Generator<Finding> {
  const levels = pack.levels.map((level) => level.id);
  for (const [id, rungs] of Object.entries(pack.ladders)) {
    if (rungs.length === 0) yield { code: 'empty-ladder', path: ['ladders', id], zh: '阶梯是空的,到期时无人知道', en: 'the ladder is empty, so nobody would be told' };
    if (!Object.values(pack.clocks).some((clock) => clock.ladder === id))
      yield { code: 'unused-ladder', path: ['ladders', id], key: true, zh: '没有时限使用这个阶梯', en: 'no clock uses this ladder' };
    const seen = new Set<string>();
    for (const [index, rung] of rungs.entries()) {
      const path = ['ladders', id, index];
      const at = parseRungAt(rung.at);
      const name = at === undefined ? rung.at : rungId(at);
      if (seen.has(name)) yield { code: 'duplicate-rung', path: [...path, 'at'], zh: `同一时刻 "${rung.at}" 有两级,请合并`, en: `two rungs at "${rung.at}"; merge them` };
      seen.add(name);
      yield* unknownNames('role', rung.notify, Object.keys(pack.roles), [...path, 'notify']);
      if (pack.messages[rung.message] === undefined) yield unknownName('message', rung.message, Object.keys(pack.messages), [...path, 'message']);
      if (rung.escalate !== undefined && rung.escalate !== 'next' && !levels.includes(rung.escalate))
        yield unknownName('level', rung.escalate, ['next', ...levels], [...path, 'escalate']);
      if (at?.kind === 'offset' && at.ms < 0) yield* beforeStart(pack, id, -at.ms, path);
    }
  }
}

/** A rung that lies before its clock has begun would fire at once. */
function* beforeStart(pack: AuthoredPack, ladder: string, before: number, path: readonly (string | number)[]): Generator<Finding> {
  for (const [id, clock] of Object.entries(pack.clocks)) {
    const limit = clock.ladder === ladder ? elapsed(clock.limit) : undefined;
    if (limit !== undefined && before >= limit)
      yield { code: 'rung-before-start', path: [...path, 'at'], zh: `这一级早于时限 "${id}" 的起点`, en: `this rung lies before clock "${id}" has begun` };
  }
}

function elapsed(limit: AuthoredLimit): number | undefined {
  const [ms] = listOf(limit).map((one) => (one.hours !== undefined ? one.hours * 3_600_000 : one.minutes !== undefined ? one.minutes * 60_000 : undefined));
  return ms;
}
