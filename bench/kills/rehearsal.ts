/**
 * What the ledger's clients ask for: which complaints, and what people do about every other one. A function of seed and
 * number alone.
 */

import { Chance } from './chance.ts';

export interface Move {
  /** Minutes of case time after registration. */
  readonly minute: number;
  readonly action: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly actor: string;
}

export interface Rehearsal {
  readonly index: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly moves: readonly Move[];
}

const move = (minute: number, action: string, actor: string, fields: Readonly<Record<string, unknown>> = {}): Move => ({
  minute,
  action,
  actor,
  fields,
});

const HANDLER = 'handler-renminlu';
const GROUP = 'branch-group-1';
const MANAGER = 'account-manager-1';
const DUTY = 'duty-manager-1';
const CENTRE = 'centre-head';

const PLAN_IN_TIME: readonly Move[] = [
  move(5, 'accept', HANDLER),
  move(30, 'arrive', HANDLER),
  move(45, 'reply', HANDLER, { outcome: 'explained' }),
  move(50, 'report', HANDLER),
  move(53, 'resolve', HANDLER, { outcome: 'satisfied' }),
  move(56, 'close', HANDLER),
];

const PLAN_LATE: readonly Move[] = [
  move(20, 'accept', HANDLER),
  move(80, 'arrive', HANDLER),
  move(265, 'reply', GROUP, { outcome: 'apologised' }),
  move(500, 'report', GROUP),
  move(510, 'resolve', GROUP, { outcome: 'explained' }),
  move(515, 'close', GROUP),
];

const PLAN_ESCALATED: readonly Move[] = [
  move(4, 'accept', HANDLER),
  move(12, 'dispatch', HANDLER, { departments: ['dept-it'] }),
  move(25, 'escalate', HANDLER),
  move(40, 'arrive', HANDLER),
  move(100, 'answer-dispatch', 'head-it', { substantive: true }),
  move(110, 'reply', GROUP, { outcome: 'explained' }),
  move(118, 'report', GROUP),
  move(120, 'resolve', GROUP, { outcome: 'satisfied' }),
  move(130, 'close', GROUP),
  move(160, 'reopen', GROUP, { reason: 'new-facts' }),
  move(170, 'resolve', GROUP, { outcome: 'satisfied' }),
  move(180, 'close', GROUP),
];

const KEY_ACCOUNT_IN_TIME: readonly Move[] = [
  move(5, 'accept', MANAGER),
  move(25, 'respond', MANAGER, { empathy: true, wording: 'empathy-1' }),
  move(60, 'resolve', MANAGER, { outcome: 'restored' }),
  move(70, 'close', MANAGER),
];

const KEY_ACCOUNT_LATE: readonly Move[] = [
  move(10, 'accept', MANAGER),
  move(90, 'respond', DUTY, { empathy: true }),
  move(120, 'resolve', DUTY, { outcome: 'explained' }),
  move(130, 'close', DUTY),
  move(150, 'reopen', CENTRE, { reason: 'new-facts' }),
  move(160, 'resolve', CENTRE, { outcome: 'refunded' }),
  move(170, 'close', CENTRE),
];

const KEY_ACCOUNT_DISPATCHED: readonly Move[] = [
  move(5, 'accept', MANAGER),
  move(15, 'dispatch', DUTY, { departments: ['network-department'] }),
  move(30, 'respond', MANAGER, { empathy: true }),
  move(100, 'answer-dispatch', 'head-network', { substantive: true }),
  move(110, 'resolve', DUTY, { outcome: 'restored' }),
  move(120, 'close', DUTY),
];

/** What the complaints of a pack begin with, and the courses that people take with them. */
const COURSES: Readonly<
  Record<
    string,
    {
      readonly intake: Readonly<Record<string, unknown>>;
      readonly complainant: Readonly<Record<string, string>>;
      readonly courses: readonly (readonly Move[])[];
    }
  >
> = {
  'cutover-emergency': {
    intake: { channel: 'outlet', unit: 'outlet-renminlu', category: 'non-blueprint', fields: { siteVisit: true } },
    complainant: { tier: 'ordinary', segment: 'retail', holder: 'cash' },
    courses: [PLAN_IN_TIME, PLAN_LATE, PLAN_ESCALATED],
  },
  'key-accounts': {
    intake: { channel: 'hotline', unit: 'key-account-centre', category: 'network' },
    complainant: { tier: 'high' },
    courses: [KEY_ACCOUNT_IN_TIME, KEY_ACCOUNT_LATE, KEY_ACCOUNT_DISPATCHED],
  },
};

/** Packs whose complaints can be rehearsed. */
export const REHEARSED: readonly string[] = Object.keys(COURSES);

export interface Rehearsing {
  readonly seed: number;
  readonly speed: number;
  /** By turns. */
  readonly packs: readonly string[];
}

/** The complaint of this number. Those with even numbers are left alone from their first minute to their last rung. */
export function rehearsal({ seed, speed, packs }: Rehearsing, index: number): Rehearsal {
  const pack = packs[Math.floor(index / 2) % packs.length] ?? '';
  const course = COURSES[pack];
  if (course === undefined) throw new Error(`there is no rehearsal for "${pack}"`);
  const complainant = { ...course.complainant, name: '演练', phone: String(13_900_000_000 + index) };
  const body = { pack, ...course.intake, complainant, demand: '请说明情况', drill: { speed } };
  return { index, body, moves: index % 2 === 0 ? [] : new Chance(seed, 'case', index).pick('moves', course.courses) };
}
