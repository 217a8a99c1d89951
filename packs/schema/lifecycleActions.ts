/** Lifecycle actions that a pack may grant: names, stages, fields. The pack says who may, and may be stricter. */

import type { FieldType, Stage } from '../../domain/pack/pack.ts';
import type { Bilingual } from '../../language/bilingual.ts';

type LifecycleField = Readonly<{
  title: Bilingual;
  type: FieldType;
  required?: true;
  /** Only with a list of codes from the pack: no free text travels with a case. */
  needsList?: true;
}>;

type LifecycleAction = Readonly<{
  title: Bilingual;
  from: readonly Stage[];
  fields: Readonly<Record<string, LifecycleField>>;
}>;

export const OPEN: readonly Stage[] = ['registered', 'accepted'];
const ANY: readonly Stage[] = ['registered', 'accepted', 'resolved', 'closed'];

const field = (zh: string, en: string, type: FieldType): LifecycleField => ({ title: { zh, en }, type });
const required: typeof field = (...words) => ({ ...field(...words), required: true });
const listed = (zh: string, en: string): LifecycleField => ({ ...required(zh, en, 'code'), needsList: true });
const action = (
  zh: string,
  en: string,
  from: readonly Stage[],
  fields: LifecycleAction['fields'] = {},
): LifecycleAction => ({ title: { zh, en }, from, fields });

const reason = listed('原因', 'Reason');
const dispatch = field('派单', 'Dispatch', 'text');
const request = field('申请', 'Request', 'text');

export const LIFECYCLE_ACTIONS: Readonly<Record<string, LifecycleAction>> = {
  accept: action('受理', 'Accept', ['registered']),
  refuse: action('不予受理', 'Refuse', ['registered'], { reason }),
  assign: action('指派', 'Assign', OPEN, {
    handler: field('经办人', 'Handler', 'person'),
    unit: field('单位', 'Unit', 'unit'),
  }),
  dispatch: action('派单', 'Dispatch', OPEN, {
    departments: required('承办部门', 'Departments', 'units'),
  }),
  'answer-dispatch': action('答复派单', 'Answer a dispatch', OPEN, {
    dispatch,
    substantive: field('是否实质答复', 'Substantive answer', 'boolean'),
  }),
  're-route': action('转派', 'Re-route a dispatch', OPEN, {
    dispatch,
    department: required('转至部门', 'To department', 'unit'),
    reason,
  }),
  'refuse-dispatch': action('退回派单', 'Refuse a dispatch', OPEN, { dispatch, reason }),
  'rule-dispatch': action('裁定退回', 'Rule on a refusal', ANY, {
    dispatch,
    valid: required('退回是否成立', 'Refusal is justified', 'boolean'),
  }),
  escalate: action('升级上报', 'Escalate', OPEN, { to: field('升级至', 'To level', 'text') }),
  resolve: action('处理完毕', 'Resolve', OPEN, {
    outcome: listed('处理结果', 'Outcome'),
    firstContact: field('首次联系即解决', 'Resolved at first contact', 'boolean'),
  }),
  close: action('办结', 'Close', ['resolved']),
  reopen: action('重新打开', 'Reopen', ['resolved', 'closed'], { reason }),
  withdraw: action('撤诉', 'Withdraw', OPEN, { reason }),
  pause: action('暂停计时', 'Pause the clocks', OPEN, {
    kind: field('暂停种类', 'Kind of pause', 'text'),
    reason,
  }),
  resume: action('恢复计时', 'Resume the clocks', OPEN),
  extend: action('延期', 'Extend a clock', OPEN, {
    clock: required('时限', 'Clock', 'text'),
    until: required('延至', 'Until', 'instant'),
    reason,
  }),
  merge: action('并案', 'Merge into another case', OPEN, {
    into: required('并入案件', 'Into case', 'case'),
    reason,
  }),
  freeze: action('冻结口径', 'Freeze the class', [...ANY, 'refused', 'withdrawn', 'merged'], {
    until: required('期间截止', 'End of the period', 'instant'),
  }),
  approve: action('同意', 'Approve', ANY, { request }),
  reject: action('不同意', 'Reject', ANY, { request, reason }),
  reclassify: action('调整类别', 'Reclassify', OPEN, {
    category: required('类别', 'Category', 'text'),
    reason,
  }),
  'add-channel': action('补登渠道', 'Add a channel', ANY, {
    channel: required('渠道', 'Channel', 'text'),
  }),
  link: action('关联投诉', 'Link to a case', ANY, {
    no: required('关联编号', 'Case', 'case'),
    kind: field('关系', 'Kind', 'text'),
  }),
  promise: action('承诺办结时限', 'Promise a completion', OPEN, {
    promisedAt: required('承诺时刻', 'Promised moment', 'instant'),
  }),
  edit: action('修改信息', 'Edit', ANY),
  comment: action('备注', 'Comment', ANY),
};
