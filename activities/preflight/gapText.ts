import type { Locale } from '../../language/locale.ts';
import type { GapsFound, RungGap, UnreadCases } from './findGaps.ts';
import { causeOf } from '../notify/composeMessage.ts';
import type { Localized } from '../notify/renderMessage.ts';

const REASONS: Readonly<Record<RungGap['reason'], Localized>> = {
  nobody: { zh: '无人担任', en: 'nobody holds it' },
  'no-department': {
    zh: '尚无承办部门,其负责人亦无替代人',
    en: 'no department owes the case an answer, and nobody stands in for its head',
  },
  absent: {
    zh: '任职人员均不在岗且无可用代理人',
    en: 'everybody who holds it is away, with no deputy who is there',
  },
  'no-address': { zh: '任职人员没有任何联系地址', en: 'nobody who holds it has an address' },
  barred: { zh: '任职人员须回避', en: 'everybody who holds it is kept out of the case' },
};

const MENDS: Readonly<Record<RungGap['reason'], Localized>> = {
  nobody: { zh: '请指定任职人员', en: 'give the role to somebody' },
  'no-department': {
    zh: '请在制度包中为该角色指定替代角色(fallback)',
    en: 'name a role that stands in for it in the pack (fallback)',
  },
  absent: { zh: '请指定在岗的代理人,或调整休假', en: 'name a deputy who is there, or change the leave' },
  'no-address': { zh: '请登记电子邮箱或回调地址', en: 'enter an e-mail address or a webhook' },
  barred: { zh: '请另行指定一名任职人员', en: 'give the role to somebody else as well' },
};

/** One line about a gap. `time` writes the first moment. */
export function gapLine(gap: RungGap, locale: Locale, time: (at: number) => string): string {
  const where = [gap.unit, gap.department, gap.handler].filter((part) => part !== undefined).join(' / ');
  const people =
    gap.holders.length === 0 ? '' : locale === 'zh' ? `(${gap.holders.join('、')})` : ` (${gap.holders.join(', ')})`;
  const reason = REASONS[gap.reason][locale] + people;
  if (locale === 'zh') {
    return (
      `${gap.title.zh}(${gap.role})@ ${where}:${reason};涉及 ${gap.cases} 件,最早 ${time(gap.first)};` +
      `${insteadZh(gap)};${MENDS[gap.reason].zh}`
    );
  }
  const count = gap.cases === 1 ? '1 case' : `${gap.cases} cases`;
  return (
    `${gap.title.en} (${gap.role}) at ${where}: ${reason}; ${count}, first on ${time(gap.first)}; ` +
    `${insteadEn(gap)}; ${MENDS[gap.reason].en}`
  );
}

/** One line about cases that nobody can look ahead for. */
export function unreadLine({ cases, packHash, because }: UnreadCases, locale: Locale): string {
  const hash = packHash.slice(0, 12);
  if (locale === 'zh') return `${cases} 件未结案件无法检查:制度包 ${hash}:${because}`;
  return `${cases === 1 ? '1 open case' : `${cases} open cases`} could not be checked: pack ${hash}: ${because}`;
}

/**
 * The message to the administrators. Never throws: where the list cannot be written, `plain` says why, and the message
 * says how many.
 */
export function preflightMessage(
  found: GapsFound,
  locale: Locale,
  time: (at: number) => string,
): { readonly subject: string; readonly text: string; readonly plain?: string } {
  const lines = found.unread.map((one) => `- ${unreadLine(one, locale)}`);
  try {
    lines.push(...found.gaps.map((gap) => `- ${gapLine(gap, locale, time)}`));
    return { subject: subjectOf(found, locale), text: textOf(found, lines.join('\n'), locale) };
  } catch (error) {
    const plain = locale === 'zh' ? '- (明细无法生成)' : '- (the list cannot be written)';
    return {
      subject: subjectOf(found, locale),
      text: textOf(found, [...lines, plain].join('\n'), locale),
      plain: causeOf(error),
    };
  }
}

function subjectOf({ gaps, unread }: GapsFound, locale: Locale): string {
  const unchecked = unread.reduce((sum, one) => sum + one.cases, 0);
  const zh = [
    ...(gaps.length === 0 ? [] : [`${gaps.length} 处无人可通知`]),
    ...(unchecked === 0 ? [] : [`${unchecked} 件无法检查`]),
  ];
  const en = [
    ...(gaps.length === 0
      ? []
      : [gaps.length === 1 ? '1 role that nobody answers for' : `${gaps.length} roles that nobody answers for`]),
    ...(unchecked === 0 ? [] : [`${unchecked === 1 ? '1 case' : `${unchecked} cases`} that could not be checked`]),
  ];
  return locale === 'zh' ? `【到期通知检查】${zh.join(',')}` : `[PREFLIGHT] ${en.join(', ')}`;
}

function textOf({ cases }: GapsFound, lines: string, locale: Locale): string {
  return locale === 'zh'
    ? `已检查 ${cases} 件未结案件今后的每一级通知。以下角色到时无法按规定通知本人:` +
        `\n\n${lines}\n\n随时复查:redress preflight`
    : `Every coming rung of ${cases} open cases was checked. These roles cannot be told as their ladders say:` +
        `\n\n${lines}\n\nTo look again at any time: redress preflight`;
}

function insteadZh({ instead }: RungGap): string {
  if (instead === undefined) return '届时无人收到通知';
  return `届时改为通知${instead.via === 'administrator' ? '管理员' : ''} ${instead.people.join('、')}`;
}

function insteadEn({ instead }: RungGap): string {
  if (instead === undefined) return 'nobody would be told';
  return (
    `${instead.via === 'administrator' ? 'only the administrators' : ''} ${instead.people.join(', ')} would be ` +
    'told instead'
  ).trim();
}
