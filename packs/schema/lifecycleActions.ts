/**
 * The lifecycle actions that every pack may grant: what they are called, from which stages, and what they take. Packs
 * say who may and may tighten them.
 */

import type { FieldType, Stage } from '../../domain/pack/pack.ts';
import type { Bilingual } from '../../language/bilingual.ts';

export interface LifecycleField {
  readonly title: Bilingual;
  readonly type: FieldType;
  readonly required?: boolean;
  /** Left out unless the pack names a list of codes: no free text travels with a case. */
  readonly needsList?: boolean;
}

export interface LifecycleAction {
  readonly title: Bilingual;
  readonly from: readonly Stage[];
  readonly fields: Readonly<Record<string, LifecycleField>>;
}

const OPEN: readonly Stage[] = ['registered', 'accepted'];
const ANY: readonly Stage[] = ['registered', 'accepted', 'resolved', 'closed'];

const say = (zh: string, en: string): Bilingual => ({ zh, en });
const action = (
  zh: string,
  en: string,
  from: readonly Stage[],
  fields: Readonly<Record<string, LifecycleField>> = {},
): LifecycleAction => ({ title: say(zh, en), from, fields });

const reason: LifecycleField = { title: say('原因', 'Reason'), type: 'code', required: true, needsList: true };
const dispatch: LifecycleField = { title: say('派单', 'Dispatch'), type: 'text' };
const request: LifecycleField = { title: say('申请', 'Request'), type: 'text' };

export const LIFECYCLE_ACTIONS: Readonly<Record<string, LifecycleAction>> = {
  accept: action('受理', 'Accept', ['registered']),
  refuse: action('不予受理', 'Refuse', ['registered'], { reason }),
  assign: action('指派', 'Assign', OPEN, {
    handler: { title: say('经办人', 'Handler'), type: 'person' },
    unit: { title: say('单位', 'Unit'), type: 'unit' },
  }),
  dispatch: action('派单', 'Dispatch', OPEN, {
    departments: { title: say('承办部门', 'Departments'), type: 'units', required: true },
  }),
  'answer-dispatch': action('答复派单', 'Answer a dispatch', OPEN, {
    dispatch,
    substantive: { title: say('是否实质答复', 'Substantive answer'), type: 'boolean' },
  }),
  're-route': action('转派', 'Re-route a dispatch', OPEN, {
    dispatch,
    department: { title: say('转至部门', 'To department'), type: 'unit', required: true },
    reason,
  }),
  'refuse-dispatch': action('退回派单', 'Refuse a dispatch', OPEN, { dispatch, reason }),
  'rule-dispatch': action('裁定退回', 'Rule on a refusal', ANY, {
    dispatch,
    valid: { title: say('退回是否成立', 'Refusal is justified'), type: 'boolean', required: true },
  }),
  escalate: action('升级上报', 'Escalate', OPEN, { to: { title: say('升级至', 'To level'), type: 'text' } }),
  resolve: action('办结', 'Resolve', OPEN, {
    outcome: { title: say('处理结果', 'Outcome'), type: 'code', required: true, needsList: true },
    firstContact: { title: say('首次联系即解决', 'Resolved at first contact'), type: 'boolean' },
  }),
  close: action('关闭', 'Close', ['resolved']),
  reopen: action('重新打开', 'Reopen', ['resolved', 'closed'], { reason }),
  withdraw: action('撤诉', 'Withdraw', OPEN, { reason }),
  pause: action('暂停计时', 'Pause the clocks', OPEN, {
    kind: { title: say('暂停种类', 'Kind of pause'), type: 'text' },
    reason,
  }),
  resume: action('恢复计时', 'Resume the clocks', OPEN),
  extend: action('延期', 'Extend a clock', OPEN, {
    clock: { title: say('时限', 'Clock'), type: 'text', required: true },
    until: { title: say('延至', 'Until'), type: 'instant', required: true },
    reason,
  }),
  merge: action('并案', 'Merge into another case', OPEN, {
    into: { title: say('并入案件', 'Into case'), type: 'case', required: true },
    reason,
  }),
  freeze: action('冻结口径', 'Freeze the class', [...ANY, 'refused', 'withdrawn', 'merged'], {
    until: { title: say('期间截止', 'End of the period'), type: 'instant', required: true },
  }),
  approve: action('同意', 'Approve', ANY, { request }),
  reject: action('不同意', 'Reject', ANY, { request, reason }),
  reclassify: action('调整类别', 'Reclassify', OPEN, {
    category: { title: say('类别', 'Category'), type: 'text', required: true },
    reason,
  }),
  'add-channel': action('补登渠道', 'Add a channel', ANY, {
    channel: { title: say('渠道', 'Channel'), type: 'text', required: true },
  }),
  link: action('关联投诉', 'Link to a case', ANY, {
    no: { title: say('关联编号', 'Case'), type: 'case', required: true },
    kind: { title: say('关系', 'Kind'), type: 'text' },
  }),
  promise: action('承诺办结时限', 'Promise a completion', OPEN, {
    promisedAt: { title: say('承诺时刻', 'Promised moment'), type: 'instant', required: true },
  }),
  edit: action('修改信息', 'Edit', ANY),
  comment: action('备注', 'Comment', ANY),
};
