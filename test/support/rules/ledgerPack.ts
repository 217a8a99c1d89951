import type { ClockDef } from '../../../domain/pack/clockDef.ts';
import type { ActionDef, EnginePack } from '../../../domain/pack/pack.ts';
import { ladderPack } from './ladderPack.ts';

const HOUR = 3_600_000;
const OPEN = ['registered', 'accepted'] as const;

/** The invented regime with rules about standing still, extending, routing, access and merging. No real system. */
export const ledgerPack: EnginePack = {
  ...ladderPack,
  id: 'ledger',
  hash: 'ledger',
  roles: { ...ladderPack.roles, watch: { title: 'Watch', level: 'group' } },
  fields: {
    ...ladderPack.fields,
    named: { title: 'Named', type: 'person', recused: true },
    grave: { title: 'Grave', type: 'boolean', default: false },
  },
  lists: { ...ladderPack.lists, bodies: ['court', 'police'] },
  categories: { ...ladderPack.categories, knotty: { title: 'Knotty' }, crime: { title: 'Crime' } },
  actions: {
    ...ladderPack.actions,
    pause: lifecycle(['house-head'], {
      kind: { title: 'Kind', type: 'text' },
      reason: { title: 'Why', type: 'code', list: 'bodies', required: true },
    }),
    extend: lifecycle(['house-head'], {
      clock: { title: 'Clock', type: 'text', required: true },
      until: { title: 'Until', type: 'instant' },
      reason: { title: 'Why', type: 'code', list: 'reasons' },
    }),
    refuse: {
      ...lifecycle(['handler'], { reason: { title: 'Why', type: 'code', list: 'reasons', required: true } }),
      from: ['registered'],
      gate: 'second',
    },
    merge: lifecycle(['handler'], {
      into: { title: 'Into', type: 'case', required: true },
      reason: { title: 'Why', type: 'code', list: 'reasons' },
    }),
    freeze: {
      ...lifecycle(['watch'], { until: { title: 'Until', type: 'instant', required: true } }),
      from: ['registered', 'accepted', 'resolved', 'closed', 'withdrawn'],
    },
    edit: {
      ...lifecycle(['handler'], {
        visit: { title: 'Visit', type: 'boolean' },
        named: { title: 'Named', type: 'person' },
      }),
    },
    promise: { ...lifecycle(['handler'], { promisedAt: { title: 'When', type: 'instant', required: true } }) },
  },
  clocks: [
    ...ladderPack.clocks,
    plainClock('law', {
      statutory: true,
      limit: { kind: 'days', days: 15 },
      extendable: { by: { kind: 'days', days: 30 }, times: 1, gate: 'second', notice: 'extended' },
    }),
    plainClock('fixed', { statutory: true, limit: { kind: 'days', days: 20 } }),
    plainClock('work', { limit: { kind: 'working-days', days: 3 } }),
    plainClock('days', { limit: { kind: 'days', days: 3 } }),
    plainClock('simple', {
      start: [{ on: 'accepted' }, { on: 'reclassified' }],
      when: { category: 'plain' },
      cancel: [{ on: 'reclassified', when: { category: 'knotty' } }],
      limit: { kind: 'elapsed', ms: 10 * HOUR },
    }),
    plainClock('hard', {
      start: [{ on: 'accepted' }, { on: 'reclassified' }],
      when: { category: 'knotty' },
      cancel: [{ on: 'reclassified', when: { category: 'plain' } }],
      limit: { kind: 'elapsed', ms: 30 * HOUR },
    }),
    plainClock('round', {
      start: [{ on: 'accepted' }, { on: 'reopened' }],
      per: 'cycle',
      limit: { kind: 'elapsed', ms: 50 * HOUR },
    }),
  ],
  ladders: {
    ...ladderPack.ladders,
    plain: [{ id: 'due', at: { kind: 'offset', ms: 0 }, notify: ['house-head'], message: 'lapsed' }],
  },
  approvals: {
    ...ladderPack.approvals,
    second: { title: 'A second person', approvers: 1, roles: ['house-head', 'desk-head'] },
  },
  pauses: {
    outside: {
      title: 'An outside body assists',
      reasons: 'bodies',
      clocks: ['reply'],
      max: { kind: 'elapsed', ms: 5 * 24 * HOUR },
    },
    archive: { title: 'The archive is searched', clocks: ['days', 'work'] },
    hearing: { title: 'A hearing', clocks: ['law'], max: { kind: 'days', days: 10 }, gate: 'second' },
  },
  access: [{ when: { category: 'crime' }, roles: ['watch'], rule: 'A1' }],
  routing: [
    { when: { grave: true }, rule: 'E1', entry: 'group', role: 'watch', bypass: true },
    { when: { channel: { external: true } }, unit: 'house-x' },
  ],
  repeat: { escalate: 'next' },
  representatives: { max: 5 },
  calendar: { layers: ['test'], version: 'test-1', years: [2026], off: { '2026-12-01': 'a holiday' }, work: {} },
};

function lifecycle(by: readonly string[], fields: NonNullable<ActionDef['fields']>): ActionDef {
  return { title: 'An action', kind: 'lifecycle', by, from: OPEN, fields };
}

/** A clock of the whole case from acceptance to its close, otherwise as it is said. */
export function plainClock(id: string, over: Partial<ClockDef> & Pick<ClockDef, 'limit'>): ClockDef {
  return {
    id,
    title: id,
    start: [{ on: 'accepted' }],
    stop: [{ on: 'closed' }],
    per: 'case',
    ladder: 'plain',
    severity: 1,
    ...over,
  };
}
