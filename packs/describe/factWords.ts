/** Words of the facts that no pack names: what `domain/case/facts` derives, and the values it gives them. */

import type { Bilingual } from '../../language/bilingual.ts';

const words = (zh: string, en: string): Bilingual => ({ zh, en });

/** What a fact is called where it is compared with something. */
export const FACT_NAMES: Readonly<Record<string, Bilingual>> = {
  object: words('案件种类', 'the kind of case'),
  category: words('类别', 'category'),
  channel: words('登记渠道', 'the channel of registration'),
  level: words('当前层级', 'the present level'),
  entryLevel: words('进入层级', 'the level of entry'),
  resolvedLevel: words('办结层级', 'the level of resolution'),
  unit: words('单位', 'the unit'),
  stage: words('阶段', 'the stage'),
  class: words('统计口径', 'the class'),
  outcome: words('处理结果', 'the outcome'),
  moves: words('流转次数', 'the number of moves'),
  representatives: words('代表人数', 'the number of representatives'),
};

/** A fact that is so or is not. */
export interface YesOrNo {
  readonly yes: Bilingual;
  readonly no: Bilingual;
}

const yesOrNo = (zh: string, notZh: string, en: string, notEn: string): YesOrNo => ({
  yes: words(zh, en),
  no: words(notZh, notEn),
});

export const YES_OR_NO: Readonly<Record<string, YesOrNo>> = {
  repeat: yesOrNo('属重复投诉', '不属重复投诉', 'the case is a repeat', 'the case is no repeat'),
  anonymous: yesOrNo('投诉人匿名', '投诉人不匿名', 'the complainant is anonymous', 'the complainant is not anonymous'),
  firstContact: yesOrNo(
    '首次联系即解决',
    '未在首次联系时解决',
    'it was resolved at first contact',
    'it was not resolved at first contact',
  ),
  paused: yesOrNo('计时已暂停', '计时未暂停', 'the clocks are paused', 'the clocks are not paused'),
  bypass: yesOrNo(
    '按规则越过逐级上报',
    '按常规逐级上报',
    'the case goes past the ladder of levels',
    'the case goes by the ladder of levels',
  ),
  frozen: yesOrNo('口径已冻结', '口径未冻结', 'the class is frozen', 'the class is not frozen'),
  overdue: yesOrNo('案件已逾期', '案件未逾期', 'the case is overdue', 'the case is not overdue'),
  promised: yesOrNo('已承诺办结时限', '未承诺办结时限', 'a completion was promised', 'no completion was promised'),
};

/** Marks of a channel, said of one. */
export const CHANNEL_MARKS: Readonly<Record<string, (channel: Bilingual) => YesOrNo>> = {
  external: ({ zh, en }) =>
    yesOrNo(`${zh}属外部渠道`, `${zh}不属外部渠道`, `${en} is outside the bank`, `${en} is not outside the bank`),
  headOffice: ({ zh, en }) =>
    yesOrNo(`${zh}属总部渠道`, `${zh}不属总部渠道`, `${en} is of head office`, `${en} is not of head office`),
  noHandDown: ({ zh, en }) =>
    yesOrNo(`${zh}属不下派渠道`, `${zh}不属不下派渠道`, `${en} is never handed down`, `${en} may be handed down`),
};

/** What may be asked of a clock, said of one. */
export const CLOCK_MARKS: Readonly<Record<string, (clock: Bilingual) => YesOrNo>> = {
  missed: ({ zh, en }) => yesOrNo(`${zh}曾超时`, `${zh}未曾超时`, `${en} was missed`, `${en} was not missed`),
  provisional: ({ zh, en }) =>
    yesOrNo(
      `${zh}的到期时刻为暂定`,
      `${zh}的到期时刻已确定`,
      `the due moment of ${en} is provisional`,
      `the due moment of ${en} is settled`,
    ),
  calendarAdjusted: ({ zh, en }) =>
    yesOrNo(
      `${zh}因日历变动调整过`,
      `${zh}未因日历变动调整`,
      `${en} was moved by a calendar`,
      `${en} was not moved by a calendar`,
    ),
};

/** Values that no pack names. */
export const OBJECTS: Readonly<Record<string, Bilingual>> = {
  complaint: words('投诉', 'complaint'),
  suggestion: words('建议', 'suggestion'),
  petition: words('信访', 'petition'),
  report: words('举报', 'report'),
  enquiry: words('咨询', 'enquiry'),
};

export const STAGE_NAMES: Readonly<Record<string, Bilingual>> = {
  registered: words('已登记', 'registered'),
  accepted: words('已受理', 'accepted'),
  resolved: words('已办结', 'resolved'),
  closed: words('已关闭', 'closed'),
  refused: words('不予受理', 'refused'),
  withdrawn: words('已撤诉', 'withdrawn'),
  merged: words('已并案', 'merged'),
};

export const CLOCK_STATUSES: Readonly<Record<string, Bilingual>> = {
  running: words('进行中', 'running'),
  paused: words('已暂停', 'paused'),
  met: words('按时完成', 'met'),
  missed: words('超时未完成', 'missed'),
  late: words('超时后完成', 'late'),
  cancelled: words('已取消', 'cancelled'),
};
