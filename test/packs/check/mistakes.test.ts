import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parsePack } from '../../../packs/load/parsePack.ts';
import { LIBRARY } from '../../support/rules/workCalendars.ts';

const source = readFileSync('packs/cutover-emergency.yaml', 'utf8');

/**
 * One mistake: what is replaced by what, the code it is named by, and (when the place is another) the text whose line
 * it is told at.
 */
type Mistake = readonly [what: string, from: string, to: string, code: string, at?: string];

const ROUTE = '  - { when: { not: { channel: { noHandDown: true } } }, assign: { field: homeUnit }, rule: S1-R1 }';

const MISTAKES: readonly Mistake[] = [
  ['YAML that does not parse', 'levels:\n', 'levels: [\n', 'yaml', 'levels: [\n  -'],
  [
    'a key twice',
    'objects: [complaint]\n',
    'objects: [complaint]\nobjects: [complaint]\n',
    'duplicate-key',
    'objects: [complaint]\nobjects',
  ],
  [
    'an unknown key at the top',
    'acceptance: at-registration',
    'acceptance: at-registration\nmood: good',
    'unknown-key',
    'mood: good',
  ],
  ['an unknown key inside', 'once: true }', 'onec: true }', 'unknown-key', 'onec: true'],
  ['a key that is missing', 'timezone: Asia/Shanghai\n', '', 'missing', 'id: cutover-emergency'],
  [
    'a text in one language only',
    'title: { zh: 投产投诉应急预案, en: Cutover emergency plan }',
    'title: { zh: 投产投诉应急预案 }',
    'missing',
  ],
  [
    'a wrong type',
    'siteVisit: { title: { zh: 需到现场, en: Site visit }, type: boolean, default: false }',
    'siteVisit: yes-please',
    'wrong-type',
  ],
  ['a word that is none of the known', 'acceptance: at-registration', 'acceptance: whenever', 'wrong-value'],
  [
    'a field type that does not exist',
    'fee: { title: { zh: 争议费用, en: Disputed fee }, type: money }',
    'fee: { title: { zh: 争议费用, en: Disputed fee }, type: cash }',
    'wrong-value',
  ],
  ['an id with blanks', 'id: cutover-emergency', 'id: cutover emergency', 'wrong-form'],
  ['a version that is none', 'version: 1.4.0', "version: '1'", 'wrong-form'],
  ['a time zone that does not exist', 'timezone: Asia/Shanghai', 'timezone: Asia/Shangri-La', 'unknown-timezone'],
  ['a window that ends before it begins', 'to: 2026-12-31', 'to: 2026-10-31', 'window-reversed'],
  ['a date that is none', 'from: 2026-11-01', 'from: November', 'wrong-form'],
  ['a level twice', '{ id: branch, title: { zh: 分行', '{ id: outlet, title: { zh: 分行', 'duplicate-level'],
  [
    'a role at a level that does not exist',
    'en: Branch leader in charge }, level: branch',
    'en: Branch leader in charge }, level: county',
    'unknown-level',
  ],
  [
    'a role with a level that also follows somebody',
    'en: Outlet head }, level: outlet,',
    'en: Outlet head }, level: outlet, follows: handler,',
    'role-twice-placed',
  ],
  [
    'a fallback that does not exist',
    'follows: handler, fallback: outlet-head',
    'follows: handler, fallback: outlet-hat',
    'unknown-role',
  ],
  [
    'fallbacks in a circle',
    'en: Head-office customer centre }, level: head-office }',
    'en: Head-office customer centre }, level: head-office, fallback: province-shift-lead }',
    'fallback-circle',
  ],
  ['a channel that enters nowhere', 'en: Media }, entry: branch', 'en: Media }, entry: county', 'unknown-level'],
  [
    'a code without a list',
    'type: code, list: segments, on: complainant',
    'type: code, on: complainant',
    'code-without-list',
  ],
  ['a list that does not exist', 'list: segments', 'list: segmnets', 'unknown-list'],
  [
    'a default that does not fit',
    'type: boolean, default: false',
    'type: boolean, default: maybe',
    'default-does-not-fit',
  ],
  ['personal data that would travel', 'type: instant }', 'type: instant, personal: true }', 'personal-not-note'],
  ['a category that requires an unknown field', 'require: [promisedAt]', 'require: [promisdAt]', 'unknown-field'],
  ['a script that does not exist', 'script: hq-wording }', 'script: hq-words }', 'unknown-script'],
  ['a lifecycle action that does not exist', '  accept: { by:', '  acept: { by:', 'unknown-action'],
  [
    'cases that can never end',
    '  close: { by:',
    '  extend: { by:',
    'never-ends',
    '  accept: { by: [handler, outlet-head',
  ],
  ['a step with the name of a lifecycle action', '  contact: { title', '  comment: { title', 'step-shadows-action'],
  [
    'a step by a role that does not exist',
    'by: [media-contact], when: { category: media } }',
    'by: [press-officer], when: { category: media } }',
    'unknown-role',
  ],
  ['a gate that does not exist', 'gate: fee-waiver', 'gate: fee-waver', 'unknown-approval'],
  ['a condition of a gate without the gate', 'gate: deferral, gateWhen', 'gateWhen', 'gate-missing'],
  ['a condition on a fact that does not exist', 'when: { category: atm }', 'when: { categroy: atm }', 'unknown-fact'],
  ['a condition on a value that cannot be', 'when: { category: atm }', 'when: { category: atn }', 'unknown-category'],
  ['a number asked of what is none', 'count: { min: 1 } }', 'count: { min: one } }', 'condition-type'],
  ['a range that is empty', 'count: { min: 1 } }', 'count: { min: 2, max: 1 } }', 'range-empty'],
  [
    'a list of conditions that is none',
    'when: { any: [{ channels: { headOffice: true } }, { channels: { external: true } }] }',
    'when: { any: yes }',
    'condition-form',
  ],
  ['an empty condition', 'when: { class: formal }', 'when: {}', 'wrong-form'],
  [
    'a clock started by a step that does not exist',
    'start: { step: verbal-loss-report }',
    'start: { step: oral-loss-report }',
    'unknown-step',
  ],
  ['a clock stopped by nothing that exists', 'stop: formal-loss-report', 'stop: formal-loss', 'unknown-step'],
  [
    'an event that no action produces',
    '  reopen: { by',
    '  # reopen: { by',
    'event-never-happens',
    'stop: [reply, reopened]',
  ],
  [
    'a level where none belongs',
    'start: { event: level-entered, level: outlet }',
    'start: { event: accepted, level: outlet }',
    'level-not-expected',
  ],
  [
    'a clock that stops as it starts',
    'stop: [reply, answer-media, reply-blueprint]',
    'stop: [reply, accepted]',
    'stops-at-start',
  ],
  ['two limits at once', 'limit: { days: 5 }', 'limit: { days: 5, hours: 3 }', 'wrong-form'],
  ['a limit of nothing', 'limit: { days: 5 }', 'limit: { days: 0 }', 'too-small'],
  ['a limit that no calendar covers', 'limit: { days: 5 }', 'limit: { workingDays: 5 }', 'no-calendar'],
  [
    'a calendar that does not exist',
    'timezone: Asia/Shanghai\n',
    'timezone: Asia/Shanghai\ncalendar: cm\n',
    'unknown-calendar',
  ],
  [
    'two nationwide calendars',
    'timezone: Asia/Shanghai\n',
    'timezone: Asia/Shanghai\ncalendar: [cn, gb-scotland]\n',
    'calendar-order',
  ],
  [
    'a calendar that has not begun',
    'timezone: Asia/Shanghai\nwindow: { from: 2026-11-01, to: 2026-12-31 }',
    'timezone: Asia/Shanghai\ncalendar: cn\nwindow: { from: 2036-11-01, to: 2036-12-31 }',
    'calendar-does-not-cover',
  ],
  [
    'a time of day that is none',
    'timezone: Asia/Shanghai\n',
    "timezone: Asia/Shanghai\ncloseOfBusiness: '25:30'\n",
    'wrong-form',
  ],
  [
    'a fallback told before anything could have gone wrong',
    'timezone: Asia/Shanghai\n',
    'timezone: Asia/Shanghai\nfallbackAfter: 30s\n',
    'wrong-form',
  ],
  [
    'a fallback told when nobody tries any more',
    'timezone: Asia/Shanghai\n',
    'timezone: Asia/Shanghai\nfallbackAfter: 8d\n',
    'wrong-form',
  ],
  [
    'a fallback told after no time that could be read',
    'timezone: Asia/Shanghai\n',
    'timezone: Asia/Shanghai\nfallbackAfter: soon\n',
    'wrong-form',
  ],
  [
    'hours of business that end when they begin',
    'timezone: Asia/Shanghai\n',
    "timezone: Asia/Shanghai\nbusinessHours: [{ from: '17:00', to: '17:00' }]\n",
    'hours-empty',
  ],
  [
    'hours over midnight that run into the next ones',
    'timezone: Asia/Shanghai\n',
    "timezone: Asia/Shanghai\nbusinessHours: [{ from: '05:00', to: '12:00' }, { from: '22:00', to: '06:00' }]\n",
    'hours-overlap',
  ],
  [
    'hours of business that overlap',
    'timezone: Asia/Shanghai\n',
    "timezone: Asia/Shanghai\nbusinessHours: [{ from: '09:00', to: '12:00' }, { from: '11:30', to: '17:00' }]\n",
    'hours-overlap',
  ],
  [
    'business hours without hours of business',
    'limit: { days: 5 }',
    'limit: { businessHours: 4 }',
    'no-business-hours',
  ],
  ['a last day that rolls without a calendar', 'limit: { days: 5 }', 'limit: { days: 5, roll: true }', 'no-calendar'],
  [
    'an extension in working days without a calendar',
    'limit: { days: 5 }',
    'limit: { days: 5 }\n    extendable: { by: { workingDays: 5 } }',
    'no-calendar',
    'extendable: { by: { workingDays: 5 } }',
  ],
  [
    'a rung in working days without a calendar',
    'at: due - 2 days 09:00',
    'at: due - 2 workingDays 09:00',
    'no-calendar',
  ],
  [
    'a close of business that is not given',
    'limit: { days: 5 }',
    'limit: { days: 5, endOfDay: close }',
    'no-close-of-business',
  ],
  ['hours whose last day rolls', 'limit: { hours: 2 }', 'limit: { hours: 2, roll: true }', 'not-a-day-limit'],
  [
    'a last day with two ends',
    'limit: { days: 5 }',
    'limit: { days: 5, keepTime: true, endOfDay: midnight }',
    'two-ends',
  ],
  ['a target of nothing', 'limit: { days: 5 }', 'limit: { days: 5 }\n    target: { none: true }', 'target-none'],
  [
    'a target after the limit',
    'limit: { days: 5 }',
    'limit: { days: 5 }\n    target: { days: 7 }',
    'target-after-limit',
  ],
  [
    'a clock counted from what is no instant',
    'limit: { days: 5 }',
    'limit: { days: 5 }\n    from: { field: fee }',
    'limit-not-instant',
  ],
  [
    'a share of a way without an end',
    'limit: { hours: 8 }',
    'limit: { none: true }',
    'percent-without-limit',
    'warn: [{ percent: 75, notify: [handler, liaison] }]',
  ],
  ['a rung at a target that its clock does not have', 'at: due - 2 days 09:00', 'at: target + 2 h', 'no-target'],
  [
    'a rung at the end of a clock without one',
    'limit: { days: 5 }',
    'limit: { none: true }',
    'no-due',
    'at: due - 2 days 09:00',
  ],
  [
    'a limit by a field that is no instant',
    'limit: { field: promisedAt }',
    'limit: { field: fee }',
    'limit-not-instant',
  ],
  [
    'a clock per promise that no promise starts',
    'start: [promised, {',
    'start: [resolved, {',
    'per-without-occasion',
    'per: promise',
  ],
  ['a ladder that does not exist', 'ladder: loss', 'ladder: lost', 'unknown-ladder'],
  [
    'a warning after the end',
    'warn: [{ percent: 50, notify: [media-contact] }]',
    'warn: [{ percent: 100, notify: [media-contact] }]',
    'too-big',
  ],
  ['a moment that is none', 'at: due - 2 days 09:00', 'at: two days before', 'wrong-form'],
  ['a repetition without an end', 'every: 2 h, times: 2,', 'every: 2 h,', 'wrong-form'],
  ['two rungs at one moment', 'at: due - 1 days 09:00', 'at: due - 2 days 10:00', 'duplicate-rung'],
  ['a rung before its clock begins', 'at: due - 30 min', 'at: due - 3 h', 'rung-before-start'],
  [
    'a rung to a level that does not exist',
    'escalate: next, notify: [outlet-head',
    'escalate: county, notify: [outlet-head',
    'unknown-level',
  ],
  [
    'a rung that tells nobody',
    'notify: [complainant], message: loss-reminder }\n    - { at: due -',
    'notify: [], message: loss-reminder }\n    - { at: due -',
    'too-small',
  ],
  ['a message that does not exist', 'message: overdue, flag', 'message: overdone, flag', 'unknown-message'],
  ['an approval that nothing waits for', '    gate: fee-waiver\n', '', 'unused-approval', 'fee-waiver: { title'],
  [
    'an approval that nobody can give',
    'approvers: 1, roles: [branch-group] }',
    'approvers: 1, roles: [union] }',
    'nobody-approves',
  ],
  ['a cap on what is no amount', '      field: amount\n', '      field: reason\n', 'cap-not-money'],
  ['an amount without quotes', "max: '10000.00'", 'max: 10000', 'wrong-type'],
  ['a cap without a last row', "{ max: '5000.00' }]", "{ when: { tier: ordinary }, max: '5000.00' }]", 'not-total'],
  [
    'a class table that is not total',
    '- { class: pending, title: { zh: 待定, en: Pending }, rule: S1-calibre-6 }',
    '- { class: pending, title: { zh: 待定, en: Pending }, when: { repeat: false } }',
    'not-total',
  ],
  [
    'a class row that is never reached',
    'rule: S1-calibre-5, when: { stage: [resolved, closed] } }',
    'rule: S1-calibre-5 }',
    'unreachable',
    '- { class: pending',
  ],
  [
    'a class with two names',
    'class: formal, title: { zh: 正式投诉, en: Formal complaint }, rule: S1-calibre-2',
    'class: formal, title: { zh: 正式, en: Formal }, rule: S1-calibre-2',
    'class-two-titles',
  ],
  [
    'a notice twice',
    '- { id: waiver-to-approve',
    '- { id: payment-to-approve',
    'duplicate-notice',
    '- { id: payment-to-approve, on: { event: approval-requested, when: { category: atm',
  ],
  [
    'a step with the name of a message of the system',
    '  arrive: { title',
    '  calendar: { title',
    'step-shadows-message',
  ],
  ['a step with the name of an event', '  arrive: { title', '  resolved: { title', 'step-shadows-event'],
  ['a field with the name of a fact', '  fee: { title', '  class: { title', 'reserved-name'],
  ['a field of a step with the name of a fact', 'fields: { accepted: {', 'fields: { count: {', 'reserved-name'],
  ['an id that the system has taken', 'ladder: loss', 'ladder: constructor', 'wrong-form'],
  ['a fact that the system has taken', 'when: { class: formal }', 'when: { constructor: 1 }', 'unknown-fact'],
  ['a day that no month has', 'from: 2026-11-01', 'from: 2026-02-30', 'wrong-form'],
  ['an amount beyond measure', "max: '10000.00'", "max: '99999999999999999999.00'", 'wrong-form'],
  [
    'a repetition of what is no moment after the other',
    '{ at: due - 30 min, notify',
    '{ at: 50%, every: 1 h, times: 3, notify',
    'every-without-offset',
  ],
  [
    'a repetition that runs into another rung',
    '{ at: due, notify: [branch-leader], message: lapsed }',
    '{ at: due + 3 h, notify: [branch-leader], message: lapsed }',
    'duplicate-rung',
    '- { at: due + 1 h, every',
  ],
  [
    'a warning where the ladder has a rung',
    '{ at: due, notify: [branch-leader], message: lapsed }',
    '{ at: 75%, notify: [branch-leader], message: lapsed }',
    'duplicate-rung',
    'warn: [{ percent: 75, notify: [handler] }]\n    ladder: reply',
  ],
  [
    'a ladder without rungs',
    '  on-site:\n    - { at: due, notify: [outlet-head, branch-group], message: lapsed }\n    - { at: due + 30 min, ' +
      'notify: [branch-group], message: lapsed }',
    '  on-site: []',
    'empty-ladder',
  ],
  ['a ladder that no clock uses', 'ladder: media', 'ladder: reply', 'unused-ladder', '  media:\n    - {'],
  [
    'nothing where something must be',
    source.slice(source.indexOf('channels:\n'), source.indexOf('\nlists:')),
    'channels: {}',
    'nothing-defined',
  ],
  ['a list where keys are expected', 'retention: { years: 5, floor: 3 }', 'retention: [5, 3]', 'wrong-type'],
  ['a key without a value', 'version: 1.4.0', 'version:', 'wrong-type'],
  ['a route to a field that names no unit', '{ field: homeUnit }', '{ field: tier }', 'assign-field-not-unit'],
  [
    'a least amount of money',
    'en: Disputed fee }, type: money',
    'en: Disputed fee }, type: money, min: 1',
    'bounds-not-integer',
  ],
  [
    'a highest number below the lowest',
    'en: Disputed fee }, type: money',
    'en: Disputed fee }, type: integer, min: 2, max: 1',
    'bounds-reversed',
  ],
  [
    'a field of a step that is expected',
    'list: demand-outcomes, required: true',
    'list: demand-outcomes, expected: true',
    'expected-not-of-case',
  ],
  [
    'a field that should be known and that nobody could fill in after registration',
    '  edit: { by:',
    '  # edit: { by:',
    'expected-never-known',
    '  segment: {',
  ],
  [
    'prose that should be known: it stays as it was said',
    'promisedAt: { title: { zh: 承诺办结时限, en: Promised completion }',
    'said: { title: { zh: 原话, en: Words }, type: note, expected: true }\n' +
      '  promisedAt: { title: { zh: 承诺办结时限, en: Promised completion }',
    'expected-never-known',
    '  said: {',
  ],
  ['a field that a category expects and nobody defined', 'expect: [amountNeeded]', 'expect: [amount]', 'unknown-field'],
  [
    'what a cap asks of the complainant, which nobody may say otherwise later, and is expected',
    'tier: { title: { zh: 客户等级, en: Customer tier }, type: code, list: tiers, on: complainant, default: ordinary }',
    'tier: { title: { zh: 客户等级, en: Customer tier }, type: code, list: tiers, on: complainant, expected: true }',
    'expected-never-known',
  ],
  ['a document without a title', 'basis:\n  - { title', 'basis:\n  - { name', 'unknown-key', '  - { name'],
  ['tabs', '  - { id: outlet, title: { zh: 网点', '\t- { id: outlet, title: { zh: 网点', 'yaml'],
  ['a condition on a level that does not exist', 'resolvedLevel: outlet', 'resolvedLevel: counter', 'unknown-level'],
  [
    'a condition on a clock that does not exist',
    'clocks: { reply: { missed',
    'clocks: { answer: { missed',
    'unknown-clock',
  ],
  ['a condition on a class that does not exist', 'when: { class: formal }', 'when: { class: grave }', 'unknown-class'],
  ['a condition on a stage that does not exist', '{ stage: [withdrawn] }', '{ stage: [gone] }', 'unknown-stage'],
  ['a condition on a code that is not in its list', 'when: { tier: vip }', 'when: { tier: gold }', 'unknown-code'],
  ['a condition on a step that does not exist', 'steps: { persuade:', 'steps: { convince:', 'unknown-step'],
  [
    'a true or false asked of a number',
    'firstContact: true, moves: 0',
    'firstContact: true, moves: none',
    'condition-type',
  ],
  [
    'a field that a lifecycle action does not have',
    'fields: { outcome: { list: outcomes } }',
    'fields: { result: { list: outcomes } }',
    'unknown-field',
  ],
  [
    'a list of a lifecycle action that does not exist',
    'fields: { outcome: { list: outcomes } }',
    'fields: { outcome: { list: outcome } }',
    'unknown-list',
  ],
  [
    'approvals that nobody may give',
    '  approve: { by:',
    '  # approve: { by:',
    'nobody-approves',
    'emergency-payment:\n',
  ],
  ['a message as long as a book', "zh: '【待审批】{{ no }}'", `zh: '${'书'.repeat(10_001)}'`, 'too-long'],
  ['a message that includes a file', "zh: '【待审批】{{ no }}'", "zh: '{% include no %}'", 'template-syntax'],
  [
    'a message that loops',
    "zh: '【待审批】{{ no }}'",
    "zh: '{% for i in (1..9) %}{{ no }}{% endfor %}'",
    'template-syntax',
  ],
  ['a filter that does not exist', "zh: '【待审批】{{ no }}'", "zh: '{{ no | upcse }}'", 'template-syntax'],
  ['a template that does not parse', "zh: '【待审批】{{ no }}'", "zh: '【待审批】{{ no '", 'template-syntax'],
  [
    'a template with a variable that does not exist',
    "zh: '【待审批】{{ no }}'",
    "zh: '【待审批】{{ customerName }}'",
    'unknown-variable',
  ],
  [
    'a pause of a clock that does not exist',
    'retention: {',
    'pauses: { outside: { title: { zh: 外部协查, en: Outside help }, clocks: [repply] } }\nretention: {',
    'unknown-clock',
  ],
  [
    'a pause that nobody may begin',
    'retention: {',
    'pauses: { outside: { title: { zh: 外部协查, en: Outside help }, clocks: [reply] } }\nretention: {',
    'pause-without-action',
  ],
  [
    'a pause with a maximum that has no unit',
    'retention: {',
    'pauses: { outside: { title: { zh: 外部协查, en: Outside help }, clocks: [reply], max: { months: 1 } } }\nretention: {',
    'max-no-unit',
  ],
  [
    'a pause with a maximum in another unit than its clock',
    'retention: {',
    'pauses: { outside: { title: { zh: 外部协查, en: Outside help }, clocks: [reply], max: { days: 5 } } }\nretention: {',
    'max-other-unit',
  ],
  [
    'a pause with reasons from a list that does not exist',
    'retention: {',
    'pauses: { outside: { title: { zh: 外部协查, en: Outside help }, clocks: [reply], reasons: whims } }\nretention: {',
    'unknown-list',
  ],
  [
    'a pause with reasons that nobody is asked for',
    'retention: {',
    'pauses: { outside: { title: { zh: 外部协查, en: Outside help }, clocks: [reply], reasons: reasons } }\nretention: {',
    'pause-reason-not-asked',
    'pauses: { outside',
  ],
  [
    'a pause by an approval that does not exist',
    'retention: {',
    'pauses: { outside: { title: { zh: 外部协查, en: Outside help }, clocks: [reply], gate: leader } }\nretention: {',
    'unknown-approval',
  ],
  ['a clock that says itself that it may be paused', 'ladder: loss', 'pausable: true\n    ladder: loss', 'unknown-key'],
  [
    'pausing where there are no kinds of pause',
    '  link: { by',
    '  pause: { by: [liaison] }\n  link: { by',
    'action-without-pause',
  ],
  [
    'an extension that nobody may ask for',
    'ladder: loss',
    'extendable: { by: { days: 30 } }\n    ladder: loss',
    'extension-without-action',
  ],
  [
    'an extension by an approval that does not exist',
    'ladder: loss',
    'extendable: { by: { days: 30 }, gate: leader }\n    ladder: loss',
    'unknown-approval',
  ],
  [
    'an extension told in a message that does not exist',
    'ladder: loss',
    'extendable: { by: { days: 30 }, notice: extnded }\n    ladder: loss',
    'unknown-message',
  ],
  [
    'an extension told to a complainant whom no role follows',
    'ladder: loss',
    'extendable: { by: { days: 30 }, notice: lapsed }\n    ladder: loss',
    'notice-to-nobody',
  ],
  [
    'access for a role that does not exist',
    'retention: {',
    'access: [{ when: { category: media }, roles: [press-officer] }]\nretention: {',
    'unknown-role',
  ],
  [
    'routing to a level that does not exist',
    ROUTE,
    '  - { when: { category: media }, entry: county }',
    'unknown-level',
  ],
  [
    'routing to a role that does not exist',
    ROUTE,
    '  - { when: { category: media }, assign: press-officer }',
    'unknown-role',
  ],
  [
    'routing to whoever handles the case',
    ROUTE,
    '  - { when: { category: media }, assign: handler }',
    'assign-to-follower',
  ],
  [
    'routing by what is not known at the door',
    ROUTE,
    '  - { when: { stage: closed }, entry: branch }',
    'not-at-intake',
  ],
  ['routing that does nothing', ROUTE, '  - { when: { category: media } }', 'wrong-form'],
  [
    'a repeat that opens at a level that does not exist',
    'window: { days: 30 } }',
    'window: { days: 30 }, escalate: county }',
    'unknown-level',
  ],
  [
    'representatives by authorities that no list names',
    'retention: {',
    'representatives: { max: 5, authority: powers }\nretention: {',
    'unknown-list',
  ],
  [
    'somebody to keep away who is no person',
    'siteVisit: { title: { zh: 需到现场, en: Site visit }, type: boolean',
    'siteVisit: { title: { zh: 需到现场, en: Site visit }, recused: true, type: boolean',
    'recused-not-person',
  ],
  [
    'a limit counted from what is no earlier event',
    'ladder: loss',
    'from: { event: closed }\n    ladder: loss',
    'wrong-value',
  ],
  ['a limit of seconds and hours', 'limit: { days: 5 }', 'limit: { days: 5, seconds: 5 }', 'wrong-form'],
  ['a clock that says that it is owed', 'owed: false', 'owed: true', 'wrong-value'],
  [
    'a condition on an approval that does not exist',
    'when: { class: formal }',
    'when: { approvals: { asked: payment } }',
    'unknown-approval',
  ],
  [
    'a pack that extends one where there are no others',
    'version: 1.4.0',
    'version: 1.4.0\nextends: cn-statutory',
    'unknown-pack',
  ],
  ['a merge that waits for an approval', '  merge: { by', '  merge: { gate: fee-waiver, by', 'gate-on-merge'],
];

/** Mistakes that only show once something else asks for what was taken away. */
const ALSO: Readonly<Record<string, readonly [string, string]>> = {
  'event-never-happens': ['stop: [reply, answer-media, reply-blueprint]', 'stop: [reply, reopened]'],
  'pause-reason-not-asked': ['  link: { by', '  pause: { by: [liaison] }\n  resume: { by: [liaison] }\n  link: { by'],
  'never-ends': ['  withdraw: { by', '  refuse: { by'],
  'notice-to-nobody': [', follows: complainant }', ' }'],
};

function replaced(text: string, from: string, to: string): string {
  const at = text.indexOf(from);
  if (at < 0) throw new Error(`the pack no longer has: ${from}`);
  return text.slice(0, at) + to + text.slice(at + from.length);
}

describe('a pack with a mistake is refused', () => {
  it('although the shipped one has none', () => {
    expect(parsePack(source)).toMatchObject({ ok: true });
  });

  it.each(MISTAKES.map((mistake) => ({ name: mistake[0], mistake })))(
    '$name',
    ({ mistake: [, from, to, code, at] }) => {
      const first = replaced(source, from, to);
      const also = ALSO[code];
      const text = also === undefined ? first : replaced(first, ...also);
      const result = parsePack(text, LIBRARY);
      if (result.ok) throw new Error('the mistake was not seen');
      const place = at === undefined ? source.indexOf(from) : text.indexOf(at);
      const first_ = text.slice(0, place).split('\n').length;
      const last = first_ + (at ?? to).split('\n').length - 1;
      const fault = result.faults.find((one) => one.code === code && one.line >= first_ && one.line <= last);
      if (fault === undefined)
        throw new Error(
          `wanted in lines ${first_} to ${last}; seen: ` +
            result.faults.map((one) => `${one.line} ${one.code} ${one.message.en}`).join('; '),
        );
      expect(fault.column).toBeGreaterThanOrEqual(1);
      expect(fault.message.zh).toMatch(/\p{Script=Han}/u);
      expect(fault.message.en).toMatch(/[a-z]/);
      expect(fault.message.en).not.toMatch(/\p{Script=Han}/u);
    },
  );

  it('with all of them named at once', () => {
    const result = parsePack(
      replaced(
        replaced(source, 'ladder: loss', 'ladder: lost'),
        'entry: province, noHandDown',
        'entry: county, noHandDown',
      ),
    );
    expect(result.ok ? [] : result.faults.map((fault) => fault.code)).toEqual([
      'unknown-level',
      'unknown-ladder',
      'unused-ladder',
    ]);
  });

  it('whatever the mistake: the table above knows every code that a check can name', () => {
    // Those of figures, reports and returns have tables of their own, in the rooms of these names.
    const checks = readdirSync('packs', { recursive: true, encoding: 'utf8' }).filter(
      (name) => /^check\w+\.ts$/.test(basename(name)) && !/^(?:figure|report|return)\//.test(name),
    );
    const named = checks.flatMap((name) =>
      [...readFileSync(`packs/${name}`, 'utf8').matchAll(/\bwrong(?:Key)?\(\s*'([a-z-]+)'/g)].map((found) => found[1]),
    );
    const known = new Set(MISTAKES.map(([, , , code]) => code));
    expect([...new Set(named)].filter((code) => !known.has(code ?? ''))).toEqual([]);
  });

  it('and says what is wanted there, and which name may have been meant', () => {
    const said = (from: string, to: string): readonly string[] => {
      const result = parsePack(replaced(source, from, to), LIBRARY);
      return result.ok ? [] : result.faults.map((fault) => fault.message.en);
    };
    expect(said('  contact: { title', '  spare: 3\n  contact: { title')).toEqual(['must be { title, by, … }']);
    expect(said('\nlists:\n', '\nlists: 3\nspare:\n')).toContain('must be { <id>: { <id>: { zh, en } } }');
    expect(said('ladder: loss', 'ladder: lsos')[0]).toMatch(/^no ladder is called "lsos"; did you mean "loss"\? there/);
    expect(said('once: true }', 'onec: true }')[0]).toMatch(/^"onec": did you mean "once"\? unknown key/);
  });

  it('when it is no pack at all', () => {
    for (const text of ['', '[]', 'a: 1', '"text"', `a: ${'['.repeat(3_000)}`, 'x'.repeat(1_100_000)])
      expect(parsePack(text).ok).toBe(false);
  });
});
