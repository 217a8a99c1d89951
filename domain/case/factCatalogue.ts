/**
 * Every fact beside the pack's own fields: its words, what it compares with, its value. Derived from events, never
 * personal.
 */

import type { Bilingual } from '../../language/bilingual.ts';
import type { FactValue } from '../pack/condition.ts';
import type { EnginePack } from '../pack/pack.ts';
import type { Intake } from './command.ts';
import { approvalFacts, channelFact, clockFacts, dispatchFacts, levelFact, stepFacts } from './factValues.ts';
import { lacks } from './lacks.ts';
import { isOverdue } from './overdue.ts';
import type { CaseState } from './state.ts';

export type FactShape = Readonly<
  | { kind: 'boolean' | 'number' | 'any' }
  /** A name that the pack or its format defines. */
  | { kind: 'name'; of: string }
  /** A set of facts; its `id` may be asked for without naming it. */
  | { kind: 'parts'; id?: string; parts: Parts }
  /** A set of facts for each step or clock of the pack. */
  | { kind: 'each'; of: 'step' | 'clock'; parts: Parts }
>;
type Parts = Readonly<Record<string, NamedShape>>;
export type NamedShape = Readonly<{ title: Bilingual; shape: FactShape }>;

type Fact = NamedShape &
  Readonly<{
    value: (state: CaseState, pack: EnginePack) => FactValue | undefined;
    /** Before the case exists; absent when not known then. */
    atIntake?: (intake: Intake, pack: EnginePack) => FactValue;
  }>;

const BOOLEAN: FactShape = { kind: 'boolean' };
const NUMBER: FactShape = { kind: 'number' };
const ANY: FactShape = { kind: 'any' };
const name = (of: string): FactShape => ({ kind: 'name', of });
const part = (zh: string, en: string, shape: FactShape): NamedShape => ({ title: { zh, en }, shape });
/** Known only once the case exists. */
const fact = (zh: string, en: string, shape: FactShape, value: Fact['value']): Fact => ({
  ...part(zh, en, shape),
  value,
});
/** Known at registration; the case may change it. */
const knownAtIntake = (
  zh: string,
  en: string,
  shape: FactShape,
  atIntake: NonNullable<Fact['atIntake']>,
  value: Fact['value'],
): Fact => ({ ...fact(zh, en, shape, value), atIntake });
/** The same at registration and later. */
const sameAtIntake = (zh: string, en: string, shape: FactShape, value: (from: CaseState | Intake) => FactValue): Fact =>
  knownAtIntake(zh, en, shape, value, value);

const CHANNEL: FactShape = {
  kind: 'parts',
  id: 'channel',
  parts: {
    id: part('渠道', 'channel', name('channel')),
    external: part('外部渠道', 'outside the bank', BOOLEAN),
    headOffice: part('总部渠道', 'of head office', BOOLEAN),
    noHandDown: part('不下派', 'never handed down', BOOLEAN),
  },
};
const LEVEL: FactShape = {
  kind: 'parts',
  id: 'level',
  parts: { id: part('层级', 'level', name('level')), rank: part('序位(最低为 0)', 'rank (0 is the lowest)', NUMBER) },
};
const STEPS: FactShape = { kind: 'each', of: 'step', parts: { count: part('办理次数', 'times taken', NUMBER) } };
const CLOCKS: FactShape = {
  kind: 'each',
  of: 'clock',
  parts: {
    status: part('状态', 'status', name('status')),
    missed: part('曾超时', 'was missed', BOOLEAN),
    provisional: part('到期时刻暂定', 'provisional', BOOLEAN),
    calendarAdjusted: part('因日历变动调整过', 'moved by a calendar', BOOLEAN),
  },
};
const DISPATCHES: FactShape = {
  kind: 'parts',
  parts: { count: part('派单数', 'dispatches', NUMBER), open: part('未答复派单数', 'open dispatches', NUMBER) },
};
const APPROVALS: FactShape = {
  kind: 'parts',
  parts: {
    pending: part('待审批申请数', 'requests that wait', NUMBER),
    asked: part('待审批事项', 'what waits for approval', name('approval')),
  },
};

export const FACTS: Readonly<Record<string, Fact>> = {
  object: sameAtIntake('案件种类', 'kind of case', name('object'), ({ object }) => object),
  category: sameAtIntake('类别', 'category', name('category'), ({ category }) => category),
  channel: knownAtIntake(
    '登记渠道',
    'channel of registration',
    CHANNEL,
    ({ channel }, pack) => channelFact(pack, channel),
    ({ channels }, pack) => channelFact(pack, channels[0] ?? ''),
  ),
  channels: knownAtIntake(
    '渠道之一',
    'one of the channels',
    CHANNEL,
    ({ channel }, pack) => [channelFact(pack, channel)],
    ({ channels }, pack) => channels.map((id) => channelFact(pack, id)),
  ),
  level: fact('当前层级', 'present level', LEVEL, ({ level }, pack) => levelFact(pack, level)),
  entryLevel: fact('进入层级', 'level of entry', LEVEL, ({ entryLevel }, pack) => levelFact(pack, entryLevel)),
  resolvedLevel: fact('处理完毕层级', 'level of resolution', LEVEL, ({ resolvedLevel }, pack) =>
    resolvedLevel === undefined ? undefined : levelFact(pack, resolvedLevel),
  ),
  unit: sameAtIntake('单位', 'unit', ANY, ({ unit }) => unit),
  stage: fact('阶段', 'stage', name('stage'), ({ stage }) => stage),
  class: fact('统计口径', 'class', name('class'), (state) => state.class),
  repeat: knownAtIntake(
    '属重复投诉',
    'is a repeat',
    BOOLEAN,
    ({ repeatOf }) => repeatOf !== undefined,
    ({ links }) => links.some(({ kind }) => kind === 'repeat'),
  ),
  anonymous: sameAtIntake('匿名', 'anonymous', BOOLEAN, ({ anonymous }) => anonymous),
  outcome: fact('处理结果', 'outcome', ANY, ({ outcome }) => outcome ?? false),
  firstContact: fact('首次联系即解决', 'resolved at first contact', BOOLEAN, (state) => state.firstContact ?? false),
  expectedComplete: knownAtIntake(
    '应知信息齐全',
    'all that should be known is known',
    BOOLEAN,
    ({ category, fields }, pack) => lacks(pack, category, fields).length === 0,
    ({ category, fields }, pack) => lacks(pack, category, fields).length === 0,
  ),
  flags: fact('标记', 'flags', ANY, ({ flags }) => flags),
  steps: fact('步骤', 'steps', STEPS, ({ steps }) => stepFacts(steps)),
  clocks: fact('时限', 'clocks', CLOCKS, ({ clocks }) => clockFacts(clocks)),
  dispatches: fact('派单', 'dispatches', DISPATCHES, ({ dispatches }) => dispatchFacts(dispatches)),
  approvals: fact('审批', 'approvals', APPROVALS, ({ approvals }) => approvalFacts(approvals)),
  moves: fact('流转次数', 'number of moves', NUMBER, ({ moves }) => moves),
  paused: fact('计时已暂停', 'clocks are paused', BOOLEAN, ({ paused }) => paused !== undefined),
  bypass: fact('越过逐级上报', 'goes past the levels', BOOLEAN, ({ bypass }) => bypass ?? false),
  frozen: fact('口径已冻结', 'class is frozen', BOOLEAN, ({ frozen }) => frozen !== undefined),
  representatives: sameAtIntake('代表人数', 'number of representatives', NUMBER, (from) => from.representatives ?? 0),
  imported: fact('由旧系统迁入', 'was brought in with its past', BOOLEAN, ({ importedAt }) => importedAt !== undefined),
  overdue: fact('已逾期', 'is overdue', BOOLEAN, isOverdue),
  promised: fact('已承诺办结时限', 'a completion was promised', BOOLEAN, (state) => state.promisedAt !== undefined),
};
