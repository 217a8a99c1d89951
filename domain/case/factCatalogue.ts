/**
 * Every fact that conditions may ask of a case beside the pack's own fields, one entry each: its words, what it can be
 * compared with, and its value. Always derived from events, never personal.
 */

import type { Bilingual } from '../../language/bilingual.ts';
import type { FactValue } from '../pack/condition.ts';
import type { EnginePack } from '../pack/pack.ts';
import type { Intake } from './command.ts';
import { approvalFacts, channelFact, clockFacts, dispatchFacts, levelFact, stepFacts } from './factValues.ts';
import { isOverdue } from './overdue.ts';
import type { CaseState } from './state.ts';

/** What a fact can be compared with. */
export type FactShape =
  | { readonly kind: 'boolean' | 'number' | 'any' }
  /** A name of this sort, which the pack or its format defines. */
  | { readonly kind: 'name'; readonly of: string }
  /** A set of facts; where it has an `id`, that may be asked for without naming it. */
  | { readonly kind: 'parts'; readonly id?: string; readonly parts: Readonly<Record<string, NamedShape>> }
  /** A set of facts for each thing of this sort in the pack. */
  | { readonly kind: 'each'; readonly of: 'step' | 'clock'; readonly parts: Readonly<Record<string, NamedShape>> };

export interface NamedShape {
  readonly title: Bilingual;
  readonly shape: FactShape;
}

interface Fact extends NamedShape {
  /** `undefined` where the case has none. */
  readonly value: (pack: EnginePack, state: CaseState) => FactValue | undefined;
  /** What it is before the case exists; absent for what is not known then. */
  readonly atIntake?: (intake: Intake, pack: EnginePack) => FactValue;
}

const BOOLEAN: FactShape = { kind: 'boolean' };
const NUMBER: FactShape = { kind: 'number' };
const ANY: FactShape = { kind: 'any' };
const name = (of: string): FactShape => ({ kind: 'name', of });
const part = (zh: string, en: string, shape: FactShape): NamedShape => ({ title: { zh, en }, shape });
const fact = (zh: string, en: string, shape: FactShape, value: Fact['value'], atIntake?: Fact['atIntake']): Fact => ({
  ...part(zh, en, shape),
  value,
  ...(atIntake === undefined ? {} : { atIntake }),
});

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
  object: fact(
    '案件种类',
    'kind of case',
    name('object'),
    (_, { object }) => object,
    ({ object }) => object,
  ),
  category: fact(
    '类别',
    'category',
    name('category'),
    (_, { category }) => category,
    ({ category }) => category,
  ),
  channel: fact(
    '登记渠道',
    'channel of registration',
    CHANNEL,
    (pack, { channels }) => channelFact(pack, channels[0] ?? ''),
    ({ channel }, pack) => channelFact(pack, channel),
  ),
  channels: fact(
    '渠道之一',
    'one of the channels',
    CHANNEL,
    (pack, { channels }) => channels.map((id) => channelFact(pack, id)),
    ({ channel }, pack) => [channelFact(pack, channel)],
  ),
  level: fact('当前层级', 'present level', LEVEL, (pack, { level }) => levelFact(pack, level)),
  entryLevel: fact('进入层级', 'level of entry', LEVEL, (pack, { entryLevel }) => levelFact(pack, entryLevel)),
  resolvedLevel: fact('办结层级', 'level of resolution', LEVEL, (pack, { resolvedLevel }) =>
    resolvedLevel === undefined ? undefined : levelFact(pack, resolvedLevel),
  ),
  unit: fact(
    '单位',
    'unit',
    ANY,
    (_, { unit }) => unit,
    ({ unit }) => unit,
  ),
  stage: fact('阶段', 'stage', name('stage'), (_, { stage }) => stage),
  class: fact('统计口径', 'class', name('class'), (_, state) => state.class),
  repeat: fact(
    '属重复投诉',
    'is a repeat',
    BOOLEAN,
    (_, { links }) => links.some((link) => link.kind === 'repeat'),
    ({ repeatOf }) => repeatOf !== undefined,
  ),
  anonymous: fact(
    '匿名',
    'anonymous',
    BOOLEAN,
    (_, { anonymous }) => anonymous,
    ({ anonymous }) => anonymous,
  ),
  outcome: fact('处理结果', 'outcome', ANY, (_, { outcome }) => outcome ?? false),
  firstContact: fact('首次联系即解决', 'resolved at first contact', BOOLEAN, (_, state) => state.firstContact ?? false),
  flags: fact('标记', 'flags', ANY, (_, { flags }) => flags),
  steps: fact('步骤', 'steps', STEPS, (_, { steps }) => stepFacts(steps)),
  clocks: fact('时限', 'clocks', CLOCKS, (_, { clocks }) => clockFacts(clocks)),
  dispatches: fact('派单', 'dispatches', DISPATCHES, (_, { dispatches }) => dispatchFacts(dispatches)),
  approvals: fact('审批', 'approvals', APPROVALS, (_, { approvals }) => approvalFacts(approvals)),
  moves: fact('流转次数', 'number of moves', NUMBER, (_, { moves }) => moves),
  paused: fact('计时已暂停', 'clocks are paused', BOOLEAN, (_, { paused }) => paused !== undefined),
  bypass: fact('越过逐级上报', 'goes past the levels', BOOLEAN, (_, { bypass }) => bypass ?? false),
  frozen: fact('口径已冻结', 'class is frozen', BOOLEAN, (_, { frozen }) => frozen !== undefined),
  representatives: fact(
    '代表人数',
    'number of representatives',
    NUMBER,
    (_, { representatives }) => representatives ?? 0,
    ({ representatives }) => representatives ?? 0,
  ),
  overdue: fact('已逾期', 'is overdue', BOOLEAN, (_, state) => isOverdue(state)),
  promised: fact('已承诺办结时限', 'a completion was promised', BOOLEAN, (_, state) => state.promisedAt !== undefined),
};
