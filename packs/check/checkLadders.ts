import { own } from '../../domain/values/own.ts';
import { limitOf } from '../schema/limitOf.ts';
import type { AuthoredPack } from '../schema/packSchema.ts';
import { parseRungAt } from '../schema/rungAt.ts';
import { rungsOf } from '../schema/rungsOf.ts';
import { wrong, unknownName, type Findings, type Path } from '../source/fault.ts';
import { needCalendar } from './checkLimit.ts';

/** Each rung and warning has its own moment within its clocks. */
export function* checkLadders(pack: AuthoredPack): Findings {
  for (const [id, rungs] of Object.entries(pack.ladders)) {
    if (rungs.length === 0)
      yield wrong(
        'empty-ladder',
        ['ladders', id],
        '阶梯是空的,到期时无人知道',
        'the ladder is empty, so nobody would be told',
      );
    const seen = new Set<string>();
    for (const [index, rung] of rungs.entries()) {
      const path = ['ladders', id, index];
      if (rung.every !== undefined && parseRungAt(rung.at)?.kind !== 'offset')
        yield wrong(
          'every-without-offset',
          [...path, 'every'],
          'every 只与 due ± 时长一起用',
          'every goes with due, plus or minus a span',
        );
      // A repeated rung has several moments.
      const moments = rungsOf(rung).map((one) => one.id);
      const taken = moments.find((moment) => seen.has(moment));
      if (taken !== undefined)
        yield wrong(
          'duplicate-rung',
          [...path, 'at'],
          `同一时刻 "${taken}" 有两级,请合并`,
          `two rungs at "${taken}"; merge them`,
        );
      for (const moment of moments) seen.add(moment);
      yield* checkMoment(pack, id, rung.at, [...path, 'at']);
    }
  }
  for (const [id, clock] of Object.entries(pack.clocks)) yield* checkWarnings(pack, clock, ['clocks', id, 'warn']);
}

/** What a rung counts from exists and lies before it. */
function* checkMoment(pack: AuthoredPack, ladder: string, text: string, path: Path): Findings {
  const at = parseRungAt(text);
  if (at === undefined) return;
  if (at.kind === 'working-day') yield* needCalendar(pack, path);
  const of = at.kind === 'offset' ? at.of : undefined;
  for (const [id, clock] of Object.entries(pack.clocks)) {
    if (clock.ladder !== ladder) continue;
    if (of === 'target' && clock.target === undefined)
      yield wrong('no-target', path, `时限 "${id}" 没有 target`, `clock "${id}" has no target`);
    if (clock.limit.none !== undefined && of === undefined)
      yield wrong(
        'no-due',
        path,
        `时限 "${id}" 没有到期时刻,请用 start 起算`,
        `clock "${id}" has no due moment; count from start`,
      );
    const limit = limitOf(pack, clock.limit);
    if (limit.kind === 'elapsed' && at.kind === 'offset' && at.ms < 0 && -at.ms >= limit.ms)
      yield wrong(
        'rung-before-start',
        path,
        `这一级早于时限 "${id}" 的起点`,
        `this rung lies before clock "${id}" has begun`,
      );
  }
}

/** At one moment, only the first of two would fire. */
function* checkWarnings(
  pack: AuthoredPack,
  { ladder, warn = [] }: AuthoredPack['clocks'][string],
  path: Path,
): Findings {
  const seen = new Set((own(pack.ladders, ladder) ?? []).flatMap(rungsOf).map((rung) => rung.id));
  for (const [index, { message, percent }] of warn.entries()) {
    if (message === undefined && own(pack.messages, 'warning') === undefined)
      yield unknownName('message', 'warning', Object.keys(pack.messages), [...path, index]);
    if (seen.has(`${percent}%`))
      yield wrong(
        'duplicate-rung',
        [...path, index, 'percent'],
        `${percent}% 处已有一级,请合并`,
        `there is a rung at ${percent}% already; merge them`,
      );
    seen.add(`${percent}%`);
  }
}
