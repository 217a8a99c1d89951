import type { RungAt } from '../../domain/pack/clockDef.ts';
import type { Bilingual } from '../../language/bilingual.ts';
import { joined, plain } from '../../language/joinWords.ts';
import { parseRungAt, parseSpan } from '../schema/rungAt.ts';
import { sayAmount } from './sayLimit.ts';
import { NONE } from './sayPart.ts';
import type { Say } from './sayPart.ts';

const ORIGINS: Readonly<Record<'due' | 'target' | 'start', Bilingual>> = {
  due: { zh: '到期', en: 'due' },
  target: { zh: '目标时刻', en: 'the target' },
  start: { zh: '起算', en: 'the start' },
};

/** When a rung fires: `到期前 30 分钟`, `30 minutes before due`. */
export function sayRungAt(text: string): Bilingual {
  const at = parseRungAt(text);
  return at === undefined ? plain(text) : said(at);
}

/** A span such as `30 min`. */
export const saySpan: Say = (value) => {
  if (typeof value !== 'string') return NONE;
  const ms = parseSpan(value);
  return ms === undefined ? plain(value) : spanWords(ms);
};

function said(at: RungAt): Bilingual {
  if (at.kind === 'percent')
    return { zh: `期限过去 ${at.percent}% 时`, en: `when ${at.percent}% of the limit is gone` };
  if (at.kind === 'offset') {
    const origin = ORIGINS[at.of ?? 'due'];
    if (at.ms === 0) return { zh: `${origin.zh}时`, en: `at ${origin.en === 'due' ? 'the due moment' : origin.en}` };
    const { zh, en } = spanWords(Math.abs(at.ms));
    return at.ms < 0
      ? { zh: `${origin.zh}前 ${zh}`, en: `${en} before ${origin.en}` }
      : { zh: `${origin.zh}后 ${zh}`, en: `${en} after ${origin.en}` };
  }
  const { zh, en } = sayAmount(at.kind === 'day' ? 'days' : 'workingDays', Math.abs(at.days));
  return {
    zh: `到期${at.days < 0 ? '前' : '后'} ${zh}的 ${at.time}`,
    en: `${en} ${at.days < 0 ? 'before' : 'after'} due, at ${at.time}`,
  };
}

function spanWords(ms: number): Bilingual {
  const parts = (
    [
      ['hours', Math.floor(ms / 3_600_000)],
      ['minutes', Math.floor((ms % 3_600_000) / 60_000)],
      ['seconds', Math.floor((ms % 60_000) / 1_000)],
    ] as const
  ).flatMap(([unit, amount]) => (amount === 0 ? [] : [sayAmount(unit, amount)]));
  return joined(parts, ' ', ' ');
}
