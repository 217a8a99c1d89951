/** The parts of a pack that a comparison looks at, and the words for their settings. A setting without words is named as in the file. */

import type { Bilingual } from './bilingual.ts';
import { LIFECYCLE_ACTIONS } from './lifecycleActions.ts';
import type { AuthoredPack } from './packSchema.ts';
import { asWritten, plain, sayApproval, sayCap, sayLevel, sayLimit, sayRoles, sayText, sayTriggers, sayWarnings, sayYes } from './sayPart.ts';
import type { Say } from './sayPart.ts';

export interface Entry {
  readonly name: Bilingual;
  readonly rule?: string;
  readonly value: Readonly<Record<string, unknown>>;
}

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
  window: [words('适用期', 'the window for new cases'), asWritten],
  objects: [words('受理对象', 'the kinds of case taken'), asWritten],
  acceptance: [words('受理方式', 'acceptance'), asWritten],
  repeat: [words('重复投诉规则', 'the rule on repeats'), asWritten],
  retention: [words('保存年限', 'retention'), asWritten],
  calendar: [words('日历', 'the calendar'), asWritten],
  closeOfBusiness: [words('营业结束时刻', 'close of business'), asWritten],
  businessHours: [words('营业时间', 'business hours'), asWritten],
  pauses: [words('暂停规则', 'the rules on pauses'), asWritten],
  access: [words('访问限制', 'access'), asWritten],
  routing: [words('分派规则', 'routing'), asWritten],
  representatives: [words('代表人', 'representatives'), asWritten],
};

const action: Settings = {
  ...name,
  ...rule,
  by: [words('可办角色', 'who may'), sayRoles],
  from: [words('可办阶段', 'the stages'), asWritten],
  when: [words('适用条件', 'the condition'), asWritten],
  gate: [words('所需审批', 'the approval needed'), sayApproval],
  gateWhen: [words('审批条件', 'when approval is needed'), asWritten],
  once: [words('只办一次', 'only once'), sayYes],
  flag: [words('标记', 'the flag'), asWritten],
  fields: [words('填写项', 'the fields asked'), asWritten],
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
      follows: [words('跟随', 'whom it follows'), asWritten],
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
  { noun: words('清单', 'List'), entries: (pack) => new Map(Object.entries(pack.lists).map(([id, list]) => [id, { name: plain(id), value: list }])), settings: {} },
  { noun: words('字段', 'Field'), entries: (pack) => titled(pack.fields), settings: { ...name, required: [words('必填', 'required'), sayYes] } },
  {
    noun: words('类别', 'Category'),
    entries: (pack) => titled(pack.categories),
    settings: { ...name, ...rule, require: [words('必填项', 'the fields it needs'), asWritten], script: [words('口径', 'its wording'), asWritten] },
  },
  {
    noun: words('操作', 'Action'),
    entries: (pack) => new Map(Object.entries(pack.actions).map(([id, one]) => [id, entryOf(one.title ?? LIFECYCLE_ACTIONS[id]?.title ?? plain(id), one)])),
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
      from: [words('起算时刻', 'what it is counted from'), asWritten],
      stop: [words('停止', 'the stop'), sayTriggers],
      cancel: [words('取消', 'what cancels it'), sayTriggers],
      when: [words('适用条件', 'the condition'), asWritten],
      per: [words('计次', 'how often it runs'), asWritten],
      warn: [words('预警', 'the warning'), sayWarnings],
      ladder: [words('升级阶梯', 'the ladder'), asWritten],
      severity: [words('严重程度', 'the severity'), asWritten],
      overdue: [words('超时计入逾期', 'missing it makes the case overdue'), sayYes],
      pausable: [words('可暂停', 'a pause stops it'), sayYes],
      statutory: [words('法定时限', 'statutory'), sayYes],
      extendable: [words('可延期', 'its extension'), asWritten],
    },
  },
  {
    noun: words('阶梯', 'Ladder'),
    entries: rungEntries,
    settings: {
      notify: [words('通知', 'who is told'), sayRoles],
      escalate: [words('升级至', 'the level it moves to'), sayLevel],
      every: [words('间隔', 'how often it is repeated'), asWritten],
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
    settings: { ...name, ...rule, when: [words('条件', 'the condition'), asWritten] },
    ordered: words('统计口径的先后次序有改动', 'The order of the classes is another'),
  },
  {
    noun: words('告知', 'Notice'),
    entries: (pack) => new Map(pack.notices.map((notice) => [notice.id, { name: plain(notice.id), value: notice }])),
    settings: { on: [words('触发', 'what causes it'), sayTriggers], notify: [words('通知', 'who is told'), sayRoles], message: [words('消息', 'the message'), asWritten] },
  },
  { noun: words('消息', 'Message'), entries: (pack) => named(pack.messages), settings: {}, wordsOnly: true },
  { noun: words('口径', 'Wording'), entries: (pack) => named(pack.scripts), settings: {}, wordsOnly: true },
];

function titled(record: Readonly<Record<string, { readonly title: Bilingual; readonly rule?: string | undefined }>>): ReadonlyMap<string, Entry> {
  return new Map(Object.entries(record).map(([id, one]) => [id, entryOf(one.title, one)]));
}

function named(record: Readonly<Record<string, Readonly<Record<string, unknown>>>>): ReadonlyMap<string, Entry> {
  return new Map(Object.entries(record).map(([id, value]) => [id, { name: plain(id), value }]));
}

function entryOf(title: Bilingual, one: { readonly rule?: string | undefined }): Entry {
  return { name: title, ...(one.rule === undefined ? {} : { rule: one.rule }), value: one };
}

/** Each rung by its ladder and moment, named after the clocks that climb the ladder. */
function rungEntries(pack: AuthoredPack): ReadonlyMap<string, Entry> {
  const entries = Object.entries(pack.ladders).flatMap(([ladder, rungs]) => {
    const clocks = Object.values(pack.clocks).filter((clock) => clock.ladder === ladder);
    const of = clocks.length === 0 ? plain(ladder) : words(clocks.map((clock) => clock.title.zh).join('、'), clocks.map((clock) => clock.title.en).join(', '));
    return rungs.map(({ at, ...value }): readonly [string, Entry] => [`${ladder} ${at}`, { name: words(`${of.zh} ${at}`, `${of.en}, ${at}`), value }]);
  });
  return new Map(entries);
}

/** A class may stand in several rows: each is told from the others by its rule, or by its place among those without one. */
function classEntries(pack: AuthoredPack): ReadonlyMap<string, Entry> {
  const seen = new Map<string, number>();
  return new Map(
    pack.classes.map((row) => {
      const key = `${row.class} ${row.rule ?? ''}`;
      const place = (seen.get(key) ?? 0) + 1;
      seen.set(key, place);
      return [`${key} ${place}`, entryOf(row.title, row)];
    }),
  );
}
