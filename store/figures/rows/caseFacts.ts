/** What may be asked of a case as it was. */

import { sql } from 'kysely';
import type { CaseFigureFact } from '../../../domain/figures/caseFigureFacts.ts';
import type { BandDef } from '../../../domain/figures/figure.ts';
import { channelFact, levelFact } from '../../../domain/case/factValues.ts';
import type { EnginePack, FieldDef } from '../../../domain/pack/pack.ts';
import { own } from '../../../domain/values/own.ts';
import { momentSql } from './caseRows.ts';
import { clockStatus, missedBy } from './obligations.ts';
import { at, type Scope } from './scope.ts';
import { column, type Sql } from './sqlText.ts';
import { boolean, json, number, text, texts, type FactsSql, type Value } from './value.ts';

/** Index of the band, from 0; never stopped is the last. */
export function bandSql(alias: string, { from, to, hours }: BandDef): Sql {
  const [start, stop] = [momentSql(alias, from), momentSql(alias, to)];
  const passed = sql`extract(epoch from ${stop} - ${start})`;
  const cases = hours.map((limit, index) => sql`when ${passed} <= ${limit * 3600}::numeric then ${index}::int`);
  return sql`(case when ${start} is null then null when ${stop} is null then ${hours.length}::int
    ${sql.join(cases, sql` `)} else ${hours.length}::int end)`;
}

export function fieldValue(fields: Sql, name: string, field: FieldDef): Value {
  return json(fields, name, field.type === 'codes' || field.type === 'units');
}

export function caseFacts(alias: string, scope: Scope, then: Sql): FactsSql {
  const { pack, book } = scope;
  const of = (name: string): Sql => column(alias, name);
  const isStage = (...stages: readonly string[]): Value => boolean(sql`${of('stage')} = any(${stages}::text[])`);
  const known: Readonly<Record<CaseFigureFact, () => Value>> = {
    object: () => text(of('object')),
    category: () => text(of('category')),
    channel: () => channels(pack, of('channel'), false),
    channels: () => channels(pack, of('channels'), true),
    level: () => levels(pack, of('level')),
    entryLevel: () => levels(pack, of('level_first')),
    resolvedLevel: () => levels(pack, of('level_resolved')),
    unit: () => text(of('unit')),
    stage: () => text(of('stage')),
    class: () => text(of('class')),
    repeat: () => boolean(sql`${of('repeat_of')} is not null`),
    anonymous: () => boolean(of('anonymous')),
    outcome: () => text(of('outcome')),
    firstContact: () => boolean(of('first_contact')),
    flags: () => texts(of('flags')),
    steps: () => ({
      kind: 'parts',
      missing: sql`false`,
      part: (step) => json(of('steps'), step),
    }),
    clocks: () => ({ kind: 'parts', missing: sql`false`, part: (clock) => clockOf(of('no'), clock, then) }),
    dispatches: () => ({
      kind: 'parts',
      missing: sql`false`,
      part: (name) =>
        name === 'count'
          ? number(of('dispatches'))
          : number(sql`(select count(*) from fact_dispatches d where d.no = ${of('no')} and d.sent_at < ${then}
              and (d.answered_at is null or d.answered_at >= ${then}) and (d.refused_at is null or d.refused_at >= ${then}))`),
    }),
    moves: () => number(of('moves')),
    paused: () =>
      boolean(sql`exists (select from fact_spans s where s.no = ${of('no')} and s.what = 'pause' and s.from_at < ${then}
        and (s.to_at is null or s.to_at >= ${then}))`),
    bypass: () => boolean(of('bypass')),
    imported: () => boolean(of('imported')),
    overdue: () =>
      boolean(sql`exists (select from clocks k where k.no = ${of('no')} and ${missedBy(then)}
        and (k.overdue or k.stopped_at is null or k.stopped_at >= ${then}))`),
    promised: () => boolean(sql`${of('promised_at')} is not null`),
    ended: () => boolean(sql`${of('ended_at')} is not null`),
    closed: () => isStage('closed'),
    decided: () => isStage('resolved', 'closed'),
    levelsUp: () => number(of('levels_up')),
    departments: () => number(of('departments')),
    cycles: () => number(of('cycle')),
    attributed: () => boolean(of('attributed')),
    assigned: () => boolean(sql`${of('handler')} is not null`),
    restricted: () => boolean(of('restricted')),
    endReason: () => text(of('end_reason')),
    withdrawnFor: () => text(sql`case when ${of('stage')} = 'withdrawn' then ${of('end_reason')} end`),
    categoryFirst: () => text(of('category_first')),
    unitFirst: () => text(of('unit_first')),
    improved: () =>
      boolean(sql`exists (select from register_improvements i where i.pack_id = ${pack.id}
        and ${of('category')} = any(i.categories) and i.completed_at < ${at(scope.anchor)}
        and i.completed_at >= ${at(scope.anchor)} - interval '1 year')`),
    elapsed: () => ({
      kind: 'parts',
      missing: sql`false`,
      part: (name) => {
        const band = own(book.bands, name);
        return band && number(bandSql(alias, band));
      },
    }),
  };
  return (name) => {
    const field = own(pack.fields, name);
    if (field !== undefined) return fieldValue(of('fields'), name, field);
    return own(known as Readonly<Record<string, () => Value>>, name)?.();
  };
}

/** As the rules have it: the latest one's status, and whether any was missed. */
function clockOf(no: Sql, clock: string, then: Sql): Value {
  const started = sql`from clocks k where k.no = ${no} and k.clock = ${clock}::text and k.noted_at < ${then}`;
  const latest = (what: Sql): Sql => sql`(select ${what} ${started} order by k.occurrence desc limit 1)`;
  const parts: Readonly<Record<string, () => Value>> = {
    status: () => text(latest(clockStatus(then))),
    missed: () => boolean(sql`exists (select ${started} and ${missedBy(then)})`),
    provisional: () => boolean(latest(sql`k.provisional`)),
    calendarAdjusted: () => boolean(latest(sql`k.calendar_adjusted`)),
  };
  return { kind: 'parts', missing: sql`not exists (select ${started})`, part: (name) => own(parts, name)?.() };
}

function channels(pack: EnginePack, value: Sql, list: boolean): Value {
  const facts = new Map(Object.keys(pack.channels).map((id) => [id, channelFact(pack, id)]));
  return { kind: 'known', sql: value, list, facts, unknown: channelFact(pack, '') };
}

function levels(pack: EnginePack, value: Sql): Value {
  const facts = new Map(pack.levels.map(({ id }) => [id, levelFact(pack, id)]));
  return { kind: 'known', sql: value, list: false, facts, unknown: levelFact(pack, '') };
}
