/** What a figure may ask of a row that belongs to a case. */

import { fact, type FigureFacts } from './figureShape.ts';

const YES_NO = { kind: 'boolean' } as const;
const NUMBER = { kind: 'number' } as const;
const ANY = { kind: 'any' } as const;
const OF_CASE = { case: fact('所属投诉', 'its case', { kind: 'case' }) } as const;

export const CLOCK_FACTS = {
  clock: fact('时限', 'clock', { kind: 'name', of: 'clock' }),
  rule: fact('规则编号', 'rule', ANY),
  subject: fact('对象(如派单)', 'what it is about, such as a dispatch', ANY),
  status: fact('状态', 'status', { kind: 'name', of: 'status' }),
  met: fact('按时完成', 'stopped when it was due or before', YES_NO),
  late: fact('逾期完成', 'stopped after it was due', YES_NO),
  open: fact('尚未完成', 'not stopped yet', YES_NO),
  missed: fact('曾超时', 'passed its due moment', YES_NO),
  metTarget: fact('按内部目标完成', 'stopped when its target was or before', YES_NO),
  external: fact('到期时刻曾因暂停顺延', 'its due moment was moved by a pause', YES_NO),
  movedBy: fact('到期时刻顺延的原因', 'why its due moment moved', ANY),
  cancelledBecause: fact('取消原因', 'why it was cancelled', ANY),
  outage: fact('系统停机期间到期', 'fell due while nothing ran', YES_NO),
  handler: fact('经办人', 'handler', ANY),
  unit: fact('责任单位', 'unit responsible', ANY),
  occurrence: fact('第几次', 'which occurrence', NUMBER),
  ...OF_CASE,
} as const satisfies FigureFacts;

export const STEP_FACTS = {
  step: fact('步骤', 'step', { kind: 'name', of: 'step' }),
  actor: fact('办理人', 'who did it', ANY),
  actorUnit: fact('办理人单位', 'unit of who did it', ANY),
  cycle: fact('轮次', 'cycle', NUMBER),
  approved: fact('经审批', 'was approved', YES_NO),
  ...OF_CASE,
} as const satisfies FigureFacts;

export const DISPATCH_FACTS = {
  department: fact('承办部门', 'department', ANY),
  departmentFirst: fact('首派部门', 'first department', ANY),
  rerouted: fact('曾转派', 'was re-routed', YES_NO),
  answered: fact('已答复', 'was answered', YES_NO),
  substantive: fact('实质性答复', 'was answered in substance', YES_NO),
  refused: fact('被退回', 'was refused', YES_NO),
  ruled: fact('退回已裁定', 'its refusal was ruled on', YES_NO),
  valid: fact('退回理由成立', 'its refusal was valid', YES_NO),
  open: fact('未答复', 'is open', YES_NO),
  overdue: fact('逾期未答复', 'is open and past due', YES_NO),
  ...OF_CASE,
} as const satisfies FigureFacts;

export const APPROVAL_FACTS = {
  approval: fact('审批事项', 'approval', { kind: 'name', of: 'approval' }),
  action: fact('动作', 'action', ANY),
  amount: fact('金额', 'amount', NUMBER),
  result: fact('结果', 'result', { kind: 'words', words: ['pending', 'completed', 'rejected'] }),
  fourEyes: fact('他人审批', 'others agreed than who asked', YES_NO),
  ...OF_CASE,
} as const satisfies FigureFacts;

export const LINK_FACTS = {
  kind: fact('关联种类', 'kind of link', { kind: 'words', words: ['repeat', 'related'] }),
  byPerson: fact('由人关联', 'linked by a person', YES_NO),
  afterMissed: fact('在对方该时限超时之后登记', 'registered after this clock of the other was missed', {
    kind: 'name',
    of: 'clock',
  }),
  other: fact('所关联的投诉', 'the case that it is linked to', { kind: 'case' }),
  ...OF_CASE,
} as const satisfies FigureFacts;

export const NOTICE_FACTS = {
  role: fact('角色', 'role', { kind: 'name', of: 'role' }),
  status: fact('状态', 'status', ANY),
  item: fact('事项', 'item', ANY),
  channel: fact('渠道', 'channel', ANY),
  delivered: fact('已送达', 'was delivered', YES_NO),
  seen: fact('此后凭查询码查看过进度', 'the progress was looked up by its receipt code since', YES_NO),
  ...OF_CASE,
} as const satisfies FigureFacts;

export const ANSWER_FACTS = {
  instrument: fact('问卷', 'survey', { kind: 'survey' }),
  channel: fact('访问方式', 'by which way', ANY),
  reached: fact('联系上', 'was reached', YES_NO),
  answered: fact('作答', 'answered', YES_NO),
  satisfied: fact('满意', 'is satisfied', YES_NO),
  score: fact('得分', 'score', NUMBER),
  agrees: fact('认可', 'agrees', YES_NO),
  items: fact('分项得分', 'scores of items', { kind: 'items' }),
  ...OF_CASE,
} as const satisfies FigureFacts;
