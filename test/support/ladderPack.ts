import type { EnginePack } from '../../domain/pack.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;
const OPEN = ['registered', 'accepted'] as const;
const ANY = ['registered', 'accepted', 'resolved', 'closed'] as const;

/** A small invented regime for tests of the rules: two levels, three clocks, a capped payment, a class table. No real system. */
export const ladderPack: EnginePack = {
  id: 'ladder',
  version: '1.0.0',
  hash: 'test',
  title: 'Ladder',
  timezone: 'Asia/Shanghai',
  objects: ['complaint', 'suggestion'],
  acceptance: 'at-registration',
  levels: [
    { id: 'desk', title: 'Desk' },
    { id: 'house', title: 'House' },
    { id: 'group', title: 'Group' },
  ],
  roles: {
    handler: { title: 'Handler', follows: 'handler' },
    'desk-head': { title: 'Desk head', level: 'desk', fallback: 'house-head' },
    'house-head': { title: 'House head', level: 'house' },
    'department-head': { title: 'Department head', follows: 'department' },
    complainant: { title: 'Complainant', follows: 'complainant' },
  },
  channels: {
    counter: { title: 'Counter', entry: 'desk' },
    hotline: { title: 'Hotline', entry: 'house', noHandDown: true },
    ombudsman: { title: 'Ombudsman', entry: 'house', external: true },
  },
  fields: {
    visit: { title: 'Visit', type: 'boolean', default: false },
    promisedAt: { title: 'Promised', type: 'instant' },
    tier: { title: 'Tier', type: 'code', list: 'tiers', on: 'complainant', default: 'plain' },
    before: { title: 'Paid before', type: 'money' },
  },
  lists: { tiers: ['plain', 'gold'], reasons: ['mistake', 'duplicate'], outcomes: ['satisfied', 'explained'] },
  categories: { plain: { title: 'Plain' }, promised: { title: 'Promised', require: ['promisedAt'] } },
  actions: {
    accept: { title: 'Accept', kind: 'lifecycle', by: ['handler'], from: ['registered'] },
    assign: { title: 'Assign', kind: 'lifecycle', by: ['handler', 'desk-head'], from: OPEN, fields: { handler: { title: 'Handler', type: 'person' }, unit: { title: 'Unit', type: 'unit' } } },
    dispatch: { title: 'Dispatch', kind: 'lifecycle', by: ['handler'], from: OPEN, fields: { departments: { title: 'To', type: 'units', required: true } } },
    'answer-dispatch': { title: 'Answer', kind: 'lifecycle', by: ['department-head'], from: OPEN, fields: { dispatch: { title: 'Which', type: 'text' }, substantive: { title: 'Substantive', type: 'boolean' } } },
    're-route': { title: 'Re-route', kind: 'lifecycle', by: ['department-head'], from: OPEN, fields: { dispatch: { title: 'Which', type: 'text' }, department: { title: 'To', type: 'unit', required: true }, reason: { title: 'Why', type: 'code', list: 'reasons' } } },
    'refuse-dispatch': { title: 'Refuse', kind: 'lifecycle', by: ['department-head'], from: OPEN, fields: { dispatch: { title: 'Which', type: 'text' }, reason: { title: 'Why', type: 'code', list: 'reasons' } } },
    'rule-dispatch': { title: 'Rule', kind: 'lifecycle', by: ['house-head'], from: ANY, fields: { dispatch: { title: 'Which', type: 'text' }, valid: { title: 'Valid', type: 'boolean', required: true } } },
    escalate: { title: 'Escalate', kind: 'lifecycle', by: ['handler'], from: OPEN, fields: { to: { title: 'To', type: 'text' } } },
    resolve: { title: 'Resolve', kind: 'lifecycle', by: ['handler'], from: OPEN, fields: { outcome: { title: 'Outcome', type: 'code', list: 'outcomes', required: true } } },
    close: { title: 'Close', kind: 'lifecycle', by: ['handler'], from: ['resolved'] },
    reopen: { title: 'Reopen', kind: 'lifecycle', by: ['handler'], from: ['closed'], fields: { reason: { title: 'Why', type: 'code', list: 'reasons' } } },
    withdraw: { title: 'Withdraw', kind: 'lifecycle', by: ['handler'], from: OPEN, fields: { reason: { title: 'Why', type: 'code', list: 'reasons' } } },
    pause: { title: 'Pause', kind: 'lifecycle', by: ['house-head'], from: OPEN, fields: { reason: { title: 'Why', type: 'code', list: 'reasons', required: true } } },
    resume: { title: 'Resume', kind: 'lifecycle', by: ['house-head'], from: OPEN },
    extend: { title: 'Extend', kind: 'lifecycle', by: ['house-head'], from: OPEN, fields: { clock: { title: 'Clock', type: 'text', required: true }, until: { title: 'Until', type: 'instant', required: true }, reason: { title: 'Why', type: 'code', list: 'reasons' } } },
    approve: { title: 'Approve', kind: 'lifecycle', by: ['desk-head', 'house-head'], from: ANY, fields: { request: { title: 'Which', type: 'text' } } },
    reject: { title: 'Reject', kind: 'lifecycle', by: ['desk-head', 'house-head'], from: ANY, fields: { request: { title: 'Which', type: 'text' }, reason: { title: 'Why', type: 'code', list: 'reasons' } } },
    reclassify: { title: 'Reclassify', kind: 'lifecycle', by: ['handler'], from: OPEN, fields: { category: { title: 'To', type: 'text', required: true }, reason: { title: 'Why', type: 'code', list: 'reasons' } } },
    'add-channel': { title: 'Add channel', kind: 'lifecycle', by: ['handler'], from: ANY, fields: { channel: { title: 'Which', type: 'text', required: true } } },
    link: { title: 'Link', kind: 'lifecycle', by: ['handler'], from: ANY, fields: { no: { title: 'Case', type: 'case', required: true }, kind: { title: 'Kind', type: 'text' } } },
    promise: { title: 'Promise', kind: 'lifecycle', by: ['handler'], from: OPEN, fields: { promisedAt: { title: 'When', type: 'instant', required: true } }, gate: 'deferral', gateWhen: { promised: true } },
    edit: { title: 'Edit', kind: 'lifecycle', by: ['handler'], from: ANY, fields: { visit: { title: 'Visit', type: 'boolean' } } },
    comment: { title: 'Comment', kind: 'lifecycle', by: ['handler'], from: ANY },
    reply: { title: 'Reply', kind: 'step', by: ['handler'], from: ANY },
    report: { title: 'Report', kind: 'step', by: ['handler'], from: ANY, once: true },
    pay: { title: 'Pay', kind: 'step', by: ['handler'], from: OPEN, gate: 'payment', fields: { amount: { title: 'Amount', type: 'money', required: true } } },
    verdict: { title: 'Verdict', kind: 'step', by: ['house-head'], from: ANY, when: { class: 'formal' } },
    lose: { title: 'Lose', kind: 'step', by: ['handler'], from: OPEN, flag: 'lost' },
  },
  clocks: [
    { id: 'desk', rule: 'T1', title: 'Desk hour', start: [{ on: 'level-entered', level: 'desk' }], stop: [{ on: 'resolved' }, { on: 'escalated' }], per: 'level', limit: { kind: 'elapsed', ms: HOUR }, ladder: 'desk', severity: 1 },
    { id: 'reply', rule: 'T2', title: 'Reply', start: [{ on: 'accepted' }], stop: [{ on: 'step', step: 'reply' }], per: 'case', limit: { kind: 'elapsed', ms: 4 * HOUR }, ladder: 'reply', severity: 5, overdue: true, pausable: true },
    { id: 'file', rule: 'T3', title: 'File', start: [{ on: 'step', step: 'lose' }], stop: [{ on: 'step', step: 'report' }], per: 'case', limit: { kind: 'days', days: 5 }, ladder: 'file', severity: 2 },
    { id: 'promise', rule: 'T4', title: 'Promise', start: [{ on: 'promised' }], stop: [{ on: 'closed' }], per: 'promise', limit: { kind: 'field', field: 'promisedAt' }, ladder: 'reply', severity: 4, overdue: true },
    { id: 'share', rule: 'T5', title: 'Share', start: [{ on: 'dispatched' }], stop: [{ on: 'dispatch-answered' }, { on: 'dispatch-refused' }], per: 'dispatch', limit: { kind: 'elapsed', ms: 2 * HOUR }, ladder: 'share', severity: 3 },
  ],
  ladders: {
    desk: [
      { id: 'due', at: { kind: 'offset', ms: 0 }, notify: ['desk-head', 'house-head'], escalate: 'next', message: 'lapsed' },
      { id: 'after-30m', at: { kind: 'offset', ms: 30 * MINUTE }, notify: ['house-head'], message: 'lapsed' },
    ],
    reply: [
      { id: 'warn-75', at: { kind: 'percent', percent: 75 }, notify: ['handler'], message: 'warning' },
      { id: 'due', at: { kind: 'offset', ms: 0 }, notify: ['house-head'], message: 'lapsed' },
      { id: 'after-1h', at: { kind: 'offset', ms: HOUR }, notify: ['house-head'], escalate: 'group', message: 'lapsed', flag: 'severe' },
    ],
    file: [
      { id: 'day-3', at: { kind: 'day', days: -2, time: '09:00' }, notify: ['complainant'], message: 'reminder' },
      { id: 'due', at: { kind: 'offset', ms: 0 }, notify: ['desk-head'], message: 'lapsed', flag: 'unfiled' },
    ],
    share: [{ id: 'due', at: { kind: 'offset', ms: 0 }, notify: ['department-head'], message: 'lapsed' }],
  },
  approvals: {
    payment: { title: 'Payment', approvers: 2, roles: ['desk-head', 'house-head'], cap: { field: 'amount', limits: [{ when: { tier: 'gold' }, max: 1_000_000 }, { max: 500_000 }], perCustomer: true, already: 'before' } },
    deferral: { title: 'Deferral', approvers: 1, roles: ['house-head'] },
  },
  classes: [
    { class: 'formal', title: 'Formal', rule: 'C1', when: { any: [{ channels: { external: true } }, { repeat: true }, { clocks: { reply: { missed: true } } }, { clocks: { promise: { missed: true } } }] } },
    { class: 'not-counted', title: 'Not counted', rule: 'C2', when: { resolvedLevel: 'desk' } },
    { class: 'enquiry', title: 'Enquiry', rule: 'C3', when: { stage: ['resolved', 'closed'] } },
    { class: 'pending', title: 'Pending' },
  ],
  notices: [{ id: 'share', on: { on: 'dispatched' }, notify: ['department-head'], message: 'dispatched' }],
};
