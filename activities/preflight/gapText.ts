import { sayDue, sayMoment } from '../../domain/time/sayMoment.ts';
import type { Bilingual, Locale } from '../../language/bilingual.ts';
import { named, type Names } from '../../store/people/namesOf.ts';
import { say } from '../../language/phrase.ts';
import type { RefusingAddress } from '../../store/people/refusingAddresses.ts';
import { causeOf } from '../notify/composeMessage.ts';
import type { Words } from '../notify/renderMessage.ts';
import type { GapsFound, RungGap, UnreadCases } from './findGaps.ts';

/** Each reason and its remedy. */
const REASONS: Readonly<Record<RungGap['reason'], Readonly<{ said: Bilingual; mend: Bilingual }>>> = {
  nobody: {
    said: { zh: '无人担任', en: 'nobody holds it' },
    mend: { zh: '请指定任职人员', en: 'give the role to somebody' },
  },
  'no-department': {
    said: {
      zh: '尚无承办部门,其负责人亦无替代人',
      en: 'no department owes the case an answer, and nobody stands in for its head',
    },
    mend: {
      zh: '请在制度包中为该角色指定替代角色(fallback)',
      en: 'name a role that stands in for it in the pack (fallback)',
    },
  },
  absent: {
    said: {
      zh: '任职人员均不在岗且无可用代理人',
      en: 'everybody who holds it is away, with no deputy who is there',
    },
    mend: { zh: '请指定在岗的代理人,或调整休假', en: 'name a deputy who is there, or change the leave' },
  },
  'no-address': {
    said: { zh: '任职人员没有任何联系地址', en: 'nobody who holds it has an address' },
    mend: { zh: '请登记电子邮箱或回调地址', en: 'enter an e-mail address or a webhook' },
  },
  refusing: {
    said: {
      zh: '任职人员的联系地址拒收消息',
      en: 'no address of those who hold it takes messages',
    },
    mend: { zh: '请更正其联系地址', en: 'correct the address' },
  },
  barred: {
    said: { zh: '任职人员须回避', en: 'everybody who holds it is kept out of the case' },
    mend: { zh: '请另行指定一名任职人员', en: 'give the role to somebody else as well' },
  },
};

/** Names with the ids by which they are mended. `zone`: of the reader. */
export function gapLine(gap: RungGap, locale: Locale, zone: string, { units, people }: GapsFound['names']): string {
  const { title, role, holders } = gap;
  const first = sayDue(gap.first, zone, locale);
  const place = [withId(units, gap.unit), withId(units, gap.department), withId(people, gap.handler)];
  const where = place.filter((part) => part !== undefined).join(' / ');
  const who = holders.map((id) => withId(people, id));
  const instead = insteadOf(gap, people);
  const { said, mend } = REASONS[gap.reason];
  if (locale === 'zh') {
    const held = who.length === 0 ? '' : `(${who.join('、')})`;
    return (
      `${title.zh}(${role})@ ${where}:${said.zh}${held};涉及 ${gap.cases} 件,最早 ${first};` +
      `${instead.zh};${mend.zh}`
    );
  }
  const held = who.length === 0 ? '' : ` (${who.join(', ')})`;
  return (
    `${title.en} (${role}) at ${where}: ${said.en}${held}; ${counted(gap.cases, 'case')}, first on ` +
    `${first}; ${instead.en}; ${mend.en}`
  );
}

/** `王某 (head-1)`; the id alone where it is of nobody or the name itself. */
function withId(names: Names, id: string): string;
function withId(names: Names, id: string | undefined): string | undefined;
function withId(names: Names, id: string | undefined): string | undefined {
  if (id === undefined) return undefined;
  const name = named(names, id);
  return name === id ? id : `${name} (${id})`;
}

function insteadOf({ instead }: RungGap, names: Names): Bilingual {
  if (instead === undefined) return { zh: '届时无人收到通知', en: 'nobody would be told' };
  const people = instead.people.map((id) => withId(names, id)).join(', ');
  return instead.via === 'administrator'
    ? { zh: `届时改为通知管理员 ${people}`, en: `only the administrators ${people} would be told instead` }
    : { zh: `届时改为通知 ${people}`, en: `${people} would be told instead` };
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

export function unreadLine({ cases, packHash, because }: UnreadCases, locale: Locale): string {
  const hash = packHash.slice(0, 12);
  return locale === 'zh'
    ? `${cases} 件未结案件无法检查:制度包 ${hash}:${because}`
    : `${counted(cases, 'open case')} could not be checked: pack ${hash}: ${because}`;
}

export function refusingLine(
  { person, channel, since, reason }: RefusingAddress,
  locale: Locale,
  zone: string,
  { people }: GapsFound['names'],
): string {
  const [who, at, why] = [withId(people, person), sayMoment(since.getTime(), zone, locale), say(reason, locale)];
  return locale === 'zh'
    ? `${who} 的 ${channel} 地址自 ${at} 起收不到消息(${why});请更正该地址`
    : `${who}: ${channel} has taken no message since ${at} (${why}); correct the address`;
}

/** To the administrators. Never throws: where the list fails, `plain` says why and only counts are given. */
export function preflightMessage(found: GapsFound, locale: Locale, zone: string): Words & { readonly plain?: string } {
  const subject = subjectOf(found, locale);
  const unread = found.unread.map((one) => `- ${unreadLine(one, locale)}`);
  try {
    const gaps = found.gaps.map((gap) => `- ${gapLine(gap, locale, zone, found.names)}`);
    const refusing = found.refusing.map((one) => `- ${refusingLine(one, locale, zone, found.names)}`);
    return { subject, text: textOf(found.cases, [...unread, ...gaps, ...refusing], locale) };
  } catch (error) {
    const instead = locale === 'zh' ? '- (明细无法生成)' : '- (the list cannot be written)';
    return { subject, text: textOf(found.cases, [...unread, instead], locale), plain: causeOf(error) };
  }
}

function subjectOf({ gaps, refusing, unread }: GapsFound, locale: Locale): string {
  const unchecked = unread.reduce((sum, one) => sum + one.cases, 0);
  const parts: Bilingual[] = [];
  if (gaps.length > 0)
    parts.push({
      zh: `${gaps.length} 处无人可通知`,
      en: `${counted(gaps.length, 'role')} that nobody answers for`,
    });
  if (unchecked > 0)
    parts.push({ zh: `${unchecked} 件无法检查`, en: `${counted(unchecked, 'case')} that could not be checked` });
  if (refusing.length > 0)
    parts.push({
      zh: `${refusing.length} 个地址收不到消息`,
      en: `${refusing.length} address${refusing.length === 1 ? '' : 'es'} that take no messages`,
    });
  const said = parts.map((part) => part[locale]);
  return locale === 'zh' ? `【到期通知检查】${said.join(',')}` : `[PREFLIGHT] ${said.join(', ')}`;
}

function textOf(cases: number, lines: readonly string[], locale: Locale): string {
  const list = lines.join('\n');
  return locale === 'zh'
    ? `已检查 ${cases} 件未结案件今后的每一级通知。以下各项到时无法按规定通知本人:` +
        `\n\n${list}\n\n随时复查:redress preflight`
    : `Every coming rung of ${cases} open cases was checked. These cannot be told as their ladders say:` +
        `\n\n${list}\n\nTo look again at any time: redress preflight`;
}
