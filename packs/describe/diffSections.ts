/**
 * The parts of a pack that a comparison looks at, and the words for their settings. A setting without words is named as
 * in the file.
 */

import type { Bilingual } from '../../language/bilingual.ts';
import { actionEntries, classEntries, listEntries, named, rowEntries, rungEntries, titled } from './diffEntries.ts';
import type { Entry } from './diffEntries.ts';
import { plain } from '../../language/joinWords.ts';
import type { AuthoredPack } from '../schema/packSchema.ts';
import { sayAssigned } from './sayAssigned.ts';
import { sayCap } from './sayCap.ts';
import { PER, sayExtension, sayFrom, sayWarnings } from './sayClock.ts';
import { FIELD_TYPE_WORDS, sayFields, sayList } from './sayFields.ts';
import { ACCEPTANCE, sayBusinessHours, sayRepeat, sayRepresentatives, sayRetention, sayWindow } from './sayFrame.ts';
import { sayLimit } from './sayLimit.ts';
import {
  asWritten,
  sayApproval,
  sayClocks,
  sayIds,
  sayLevel,
  sayNames,
  sayObjects,
  sayRoles,
  sayStages,
  sayText,
  sayWhen,
  sayWord,
  sayYes,
  sayYesUnlessSaid,
} from './sayPart.ts';
import type { Say } from './sayPart.ts';
import { saySpan } from './sayRungAt.ts';
import { sayTriggers } from './sayTriggers.ts';

export type Settings = Readonly<Record<string, readonly [label: Bilingual, say: Say]>>;

export interface DiffSection {
  readonly noun: Bilingual;
  readonly entries: (pack: AuthoredPack) => ReadonlyMap<string, Entry>;
  readonly settings: Settings;
  /** Said when the order of what both packs have is another and the order matters. */
  readonly ordered?: Bilingual;
  /** Prose: that it changed is said, not how. */
  readonly wordsOnly?: boolean;
}

const words = (zh: string, en: string): Bilingual => ({ zh, en });
const name: Settings = { title: [words('名称', 'the name'), sayText] };
const rule: Settings = { rule: [words('依据', 'the rule'), asWritten] };

/** Settings of the pack as a whole. */
export const FRAME_SETTINGS: Settings = {
  id: [words('包标识', 'the pack’s id'), asWritten],
  title: [words('包名称', 'the pack’s name'), sayText],
  timezone: [words('时区', 'the time zone'), asWritten],
  window: [words('适用期', 'the window for new cases'), sayWindow],
  objects: [words('受理对象', 'what kinds of case are taken'), sayObjects],
  acceptance: [words('受理方式', 'acceptance'), sayWord(ACCEPTANCE)],
  repeat: [words('重复投诉规则', 'the rule on repeats'), sayRepeat],
  retention: [words('保存年限', 'retention'), sayRetention],
  calendar: [words('日历', 'the calendar'), sayIds],
  closeOfBusiness: [words('营业结束时刻', 'close of business'), asWritten],
  businessHours: [words('营业时间', 'the time of business'), sayBusinessHours],
  representatives: [words('代表人', 'the rule on representatives'), sayRepresentatives],
};

const FOLLOWED: Readonly<Record<string, Bilingual>> = {
  handler: words('案件经办人', 'the handler of the case'),
  department: words('派单部门的负责人', 'the head of the department a dispatch went to'),
  complainant: words('投诉人', 'the complainant'),
};

const action: Settings = {
  ...name,
  ...rule,
  by: [words('可办角色', 'who may'), sayRoles],
  from: [words('可办阶段', 'when in the life of the case'), sayStages],
  when: [words('适用条件', 'the condition'), sayWhen],
  gate: [words('所需审批', 'the approval needed'), sayApproval],
  gateWhen: [words('审批条件', 'when approval is needed'), sayWhen],
  once: [words('只办一次', 'only once'), sayYes],
  flag: [words('标记', 'the flag'), asWritten],
  fields: [words('填写项', 'what is asked for'), sayFields],
};

export const DIFF_SECTIONS: readonly DiffSection[] = [
  {
    noun: words('层级', 'Level'),
    entries: (pack) => new Map(pack.levels.map((level) => [level.id, { name: level.title, value: level }])),
    settings: name,
    ordered: words('层级的高低次序有改动', 'The order of the levels is another'),
  },
  {
    noun: words('角色', 'Role'),
    entries: (pack) => titled(pack.roles),
    settings: {
      ...name,
      level: [words('所在层级', 'its level'), sayLevel],
      follows: [words('跟随', 'whom it follows'), sayWord(FOLLOWED)],
      fallback: [words('无人时改通知', 'who is told when nobody holds it'), sayRoles],
    },
  },
  {
    noun: words('渠道', 'Channel'),
    entries: (pack) => titled(pack.channels),
    settings: {
      ...name,
      ...rule,
      entry: [words('进入层级', 'the level of entry'), sayLevel],
      external: [words('外部渠道', 'outside the bank'), sayYes],
      headOffice: [words('总部渠道', 'of head office'), sayYes],
      noHandDown: [words('不下派', 'never handed down'), sayYes],
    },
  },
  { noun: words('清单条目', 'List entry'), entries: listEntries, settings: name },
  {
    noun: words('字段', 'Field'),
    entries: (pack) => titled(pack.fields),
    settings: {
      ...name,
      type: [words('类型', 'its type'), sayWord(FIELD_TYPE_WORDS)],
      list: [words('取值清单', 'its list'), sayList],
      required: [words('必填', 'required'), sayYes],
      on: [words('属于', 'whose it is'), sayWord({ complainant: words('投诉人', 'the complainant’s') })],
      personal: [words('个人信息', 'personal'), sayYes],
      default: [words('缺省值', 'what it is unless given'), asWritten],
      recused: [words('所填人员须回避', 'keeps whoever is named away'), sayYes],
    },
  },
  {
    noun: words('类别', 'Category'),
    entries: (pack) => titled(pack.categories),
    settings: {
      ...name,
      ...rule,
      require: [words('必填项', 'what it needs'), sayNames],
      script: [words('口径', 'its wording'), asWritten],
    },
  },
  {
    noun: words('操作', 'Action'),
    entries: actionEntries,
    settings: action,
  },
  { noun: words('步骤', 'Step'), entries: (pack) => titled(pack.steps), settings: action },
  {
    noun: words('时限', 'Clock'),
    entries: (pack) => titled(pack.clocks),
    settings: {
      ...name,
      ...rule,
      limit: [words('期限', 'the limit'), sayLimit],
      target: [words('目标', 'the target'), sayLimit],
      start: [words('起算', 'the start'), sayTriggers],
      from: [words('起算时刻', 'what it is counted from'), sayFrom],
      stop: [words('停止', 'the stop'), sayTriggers],
      cancel: [words('取消', 'what cancels it'), sayTriggers],
      when: [words('适用条件', 'the condition'), sayWhen],
      per: [words('计次', 'how often it runs'), sayWord(PER)],
      warn: [words('预警', 'the warning'), sayWarnings],
      ladder: [words('升级阶梯', 'the ladder'), asWritten],
      severity: [words('严重程度', 'the severity'), asWritten],
      overdue: [words('超时计入逾期', 'missing it makes the case overdue'), sayYes],
      statutory: [words('法定时限', 'statutory'), sayYes],
      extendable: [words('可延期', 'its extension'), sayExtension],
      owed: [words('由本行承担', 'owed by the bank'), sayYesUnlessSaid],
    },
  },
  {
    noun: words('阶梯', 'Ladder'),
    entries: rungEntries,
    settings: {
      notify: [words('通知', 'who is told'), sayRoles],
      escalate: [words('升级至', 'the level it moves to'), sayLevel],
      every: [words('间隔', 'how often it is repeated'), saySpan],
      times: [words('次数', 'how many times'), asWritten],
      flag: [words('标记', 'the flag'), asWritten],
      message: [words('消息', 'the message'), asWritten],
    },
  },
  {
    noun: words('审批', 'Approval'),
    entries: (pack) => titled(pack.approvals),
    settings: {
      ...name,
      ...rule,
      approvers: [words('审批人数', 'how many must agree'), asWritten],
      roles: [words('审批角色', 'who may agree'), sayRoles],
      cap: [words('限额', 'the cap'), sayCap],
    },
  },
  {
    noun: words('统计口径', 'Class'),
    entries: classEntries,
    settings: { ...name, ...rule, when: [words('条件', 'the condition'), sayWhen] },
    ordered: words('统计口径的先后次序有改动', 'The order of the classes is another'),
  },
  {
    noun: words('暂停', 'Pause'),
    entries: (pack) => titled(pack.pauses ?? {}),
    settings: {
      ...name,
      ...rule,
      reasons: [words('原因取自', 'where its reasons are'), sayList],
      clocks: [words('停计的时限', 'what stands still'), sayClocks],
      max: [words('累计最长', 'the longest total'), sayLimit],
      gate: [words('所需审批', 'the approval needed'), sayApproval],
    },
  },
  {
    noun: words('知悉范围', 'Access'),
    entries: (pack) => rowEntries(pack.access),
    settings: {
      ...rule,
      when: [words('条件', 'the condition'), sayWhen],
      roles: [words('限于角色', 'who may see the case'), sayRoles],
    },
    ordered: words('知悉范围各条的先后次序有改动', 'The order of the rows on access is another'),
  },
  {
    noun: words('分派', 'Routing'),
    entries: (pack) => rowEntries(pack.routing),
    settings: {
      ...rule,
      when: [words('条件', 'the condition'), sayWhen],
      entry: [words('进入层级', 'the level of entry'), sayLevel],
      assign: [words('承办人', 'who gets it'), sayAssigned],
      bypass: [words('越过逐级上报', 'goes past the ladder of levels'), sayYes],
    },
    ordered: words('分派各条的先后次序有改动', 'The order of the rows on routing is another'),
  },
  {
    noun: words('告知', 'Notice'),
    entries: (pack) => new Map(pack.notices.map((notice) => [notice.id, { name: plain(notice.id), value: notice }])),
    settings: {
      on: [words('触发', 'what causes it'), sayTriggers],
      notify: [words('通知', 'who is told'), sayRoles],
      message: [words('消息', 'the message'), asWritten],
    },
  },
  { noun: words('消息', 'Message'), entries: (pack) => named(pack.messages), settings: {}, wordsOnly: true },
  { noun: words('口径', 'Wording'), entries: (pack) => named(pack.scripts), settings: {}, wordsOnly: true },
];
