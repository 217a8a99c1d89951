/** What the ledger's clients ask for: which complaints, and what people do about every other one. A function of seed and number alone. */

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

const move = (minute: number, action: string, actor: string, fields: Readonly<Record<string, unknown>> = {}): Move => ({ minute, action, actor, fields });

const HANDLER = 'handler-renminlu';
const GROUP = 'branch-group-1';

const IN_TIME: readonly Move[] = [
  move(5, 'accept', HANDLER),
  move(30, 'arrive', HANDLER),
  move(45, 'reply', HANDLER, { outcome: 'explained' }),
  move(50, 'report', HANDLER),
  move(53, 'resolve', HANDLER, { outcome: 'satisfied' }),
  move(56, 'close', HANDLER),
];

const LATE: readonly Move[] = [
  move(20, 'accept', HANDLER),
  move(80, 'arrive', HANDLER),
  move(265, 'reply', GROUP, { outcome: 'apologised' }),
  move(500, 'report', GROUP),
  move(510, 'resolve', GROUP, { outcome: 'explained' }),
  move(515, 'close', GROUP),
];

const ESCALATED: readonly Move[] = [
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

/** The complaint of this number. Those with even numbers are left alone from their first minute to their last rung. */
export function rehearsal(seed: number, index: number, speed: number): Rehearsal {
  const chance = new Chance(seed, 'case', index);
  const body = {
    pack: 'cutover-emergency',
    channel: 'outlet',
    unit: 'outlet-renminlu',
    category: 'non-blueprint',
    complainant: { name: '演练', phone: String(13_900_000_000 + index), tier: 'ordinary', segment: 'retail', holder: 'cash' },
    demand: '请说明情况',
    fields: { siteVisit: true },
    drill: { speed },
  };
  const moves = index % 2 === 0 ? [] : chance.pick('moves', [IN_TIME, LATE, ESCALATED]);
  return { index, body, moves };
}
