/** Rows of registers and duties as rows of a figure. */

import { sql } from 'kysely';
import type { Counted } from '../../../domain/figures/figure.ts';
import type {
  DUTY_FACTS,
  IMPROVEMENT_FACTS,
  ITEM_FACTS,
  MEASURE_FACTS,
} from '../../../domain/figures/registerFacts.ts';
import { own } from '../../../domain/values/own.ts';
import { lookedUp, type Known } from './lookedUp.ts';
import { at, type Scope } from './scope.ts';
import type { Source } from './source.ts';
import type { Sql } from './sqlText.ts';
import { boolean, text, texts } from './value.ts';

const NEVER = sql`null::text`;

export function measureSource(scope: Scope, { distinct }: Counted): Source {
  const known: Known<typeof MEASURE_FACTS> = {
    kind: () => text(sql`m.kind`),
    trigger: () => text(sql`m.trigger`),
    ground: () => text(sql`m.ground`),
    subjectKind: () => text(sql`m.subject_kind`),
    unit: () => text(sql`m.unit`),
    appealed: () => boolean(sql`m.appealed_at < ${at(scope.asOf)}`),
    lifted: () => boolean(lifted),
  };
  const lifted = sql`(m.appeal_result = 'lifted' and coalesce(m.appealed_at, m.decided_at) < ${at(scope.asOf)})`;
  const cases = distinct === 'case' ? sql`cross join lateral unnest(m.cases) as measured(no)` : sql``;
  return {
    facts: lookedUp(known),
    alias: 'm',
    rows: [sql`select * from register_measures`],
    join: () => cases,
    present: sql`m.pack_id = ${scope.pack.id} and m.decided_at < ${at(scope.asOf)}`,
    excluded: NEVER,
    moment: () => sql`m.decided_at`,
    unit: sql`m.unit`,
    ...(distinct === 'case' ? { no: sql`measured.no` } : {}),
    distinct: (what) => (what === 'unit' ? sql`m.unit` : what === 'case' ? sql`measured.no` : sql`m.subject`),
    beside: { lifted: () => sql`coalesce(${lifted}, false)` },
  };
}

export function improvementSource(scope: Scope): Source {
  const then = at(scope.asOf);
  const completed = sql`coalesce(i.completed_at < ${then}, false)`;
  const known: Known<typeof IMPROVEMENT_FACTS> = {
    cause: () => text(sql`i.cause`),
    process: () => text(sql`i.process`),
    categories: () => texts(sql`i.categories`),
    completed: () => boolean(completed),
    late: () => boolean(sql`least(coalesce(i.completed_at, ${then}), ${then}) > i.due_at`),
    linked: () => boolean(sql`cardinality(i.cases) > 0`),
  };
  const moments: Readonly<Record<string, Sql>> = { due: sql`i.due_at`, ended: sql`i.completed_at` };
  return {
    facts: lookedUp(known),
    alias: 'i',
    rows: [sql`select * from register_improvements`],
    join: () => sql``,
    present: sql`i.pack_id = ${scope.pack.id} and i.opened_at < ${then}`,
    excluded: NEVER,
    moment: (basis) => own(moments, basis) ?? sql`i.opened_at`,
    unit: sql`i.unit`,
    distinct: (what) => (what === 'unit' ? sql`i.unit` : sql`i.process`),
    beside: { open: () => sql`not ${completed}` },
  };
}

export function itemSource(scope: Scope): Source {
  const then = at(scope.asOf);
  const known: Known<typeof ITEM_FACTS> = {
    kind: () => text(sql`e.kind`),
    severity: () => text(sql`e.severity`),
    source: () => text(sql`e.source`),
    confirmed: () => boolean(sql`e.confirmed_at < ${then}`),
    disposed: () => boolean(sql`e.disposed_at < ${then}`),
    registered: () => boolean(sql`e.no is not null`),
  };
  const moments: Readonly<Record<string, Sql>> = { answered: sql`e.confirmed_at`, ended: sql`e.disposed_at` };
  return {
    facts: lookedUp(known),
    alias: 'e',
    rows: [sql`select * from register_items`],
    join: () => sql``,
    present: sql`e.pack_id = ${scope.pack.id} and e.seen_at < ${then}`,
    excluded: NEVER,
    moment: (basis) => own(moments, basis) ?? sql`e.seen_at`,
    unit: sql`e.unit`,
    no: sql`e.no`,
    distinct: () => sql`e.unit`,
    beside: {},
  };
}

export function dutySource(scope: Scope): Source {
  const then = at(scope.asOf);
  const done = sql`coalesce(y.done_at < ${then}, false)`;
  const known: Known<typeof DUTY_FACTS> = {
    duty: () => text(sql`y.duty`),
    done: () => boolean(done),
    answered: () => boolean(sql`(${done} and y.body -> 'answered' = 'true'::jsonb)`),
    nil: () => boolean(sql`(${done} and y.nil)`),
    late: () => boolean(sql`least(coalesce(y.done_at, ${then}), ${then}) > y.due_at`),
  };
  return {
    facts: lookedUp(known),
    alias: 'y',
    rows: [sql`select * from duty_days`],
    join: () => sql``,
    present: sql`y.pack_id = ${scope.pack.id}`,
    excluded: NEVER,
    moment: (basis) => (basis === 'due' ? sql`y.due_at` : sql`y.done_at`),
    unit: sql`y.unit`,
    distinct: () => sql`y.unit`,
    beside: { missing: () => sql`not ${done}` },
  };
}
