/** What a fact is in SQL, and a matcher on it: the same as `matches` of the rules, an absent fact equal to `false`. */

import { sql } from 'kysely';
import { matchesValue, type Condition, type FactValue, type Matcher } from '../../../domain/pack/condition.ts';
import { and, FALSE, or, TRUE, type Sql } from './sqlText.ts';

/** `sql` is null where the fact is absent. */
export type Value = Readonly<
  | { kind: 'text' | 'number' | 'boolean' | 'texts'; sql: Sql }
  /** `plain`: as text, which costs a third to look at; `many`: may hold a list. */
  | { kind: 'json'; sql: Sql; plain: Sql; many: boolean }
  /** An id, or a list of ids, of which the pack knows more: a channel, a level. */
  | { kind: 'known'; sql: Sql; list: boolean; facts: ReadonlyMap<string, FactValue>; unknown: FactValue }
  /** `missing`: whether it is absent. */
  | { kind: 'parts'; part: (name: string) => Value | undefined; missing: Sql }
  /** A condition on something else. */
  | { kind: 'condition'; holds: (condition: Condition) => Sql }
>;

export type FactsSql = (name: string) => Value | undefined;

export const text = (value: Sql): Value => ({ kind: 'text', sql: value });
export const number = (value: Sql): Value => ({ kind: 'number', sql: value });
export const boolean = (value: Sql): Value => ({ kind: 'boolean', sql: value });
export const texts = (value: Sql): Value => ({ kind: 'texts', sql: value });

/** A key of something in JSON. */
export function json(parent: Sql, key: string, many = false): Value {
  return { kind: 'json', sql: sql`(${parent} -> ${key}::text)`, plain: sql`(${parent} ->> ${key}::text)`, many };
}

export function conditionSql(condition: Condition | undefined, facts: FactsSql): Sql {
  return and(Object.entries(condition ?? {}).map(([key, wanted]) => partSql(key, wanted, facts)));
}

function partSql(key: string, wanted: Condition[string], facts: FactsSql): Sql {
  if (key === 'all') return and((wanted as readonly Condition[]).map((part) => conditionSql(part, facts)));
  if (key === 'any') return or((wanted as readonly Condition[]).map((part) => conditionSql(part, facts)));
  if (key === 'not') return sql`not ${conditionSql(wanted as Condition, facts)}`;
  return matcherSql(wanted as Matcher, facts(key));
}

export function matcherSql(wanted: Matcher, value: Value | undefined): Sql {
  if (value === undefined) return matchesValue(wanted, undefined) ? TRUE : FALSE;
  if (value.kind === 'condition') return value.holds(wanted as Condition);
  if (value.kind === 'known') return knownSql(wanted, value);
  if (value.kind === 'texts') return someSql(wanted, value.sql);
  if (value.kind === 'json' && value.many) {
    if (Array.isArray(wanted) && wanted.every((one) => typeof one === 'string'))
      return sql`coalesce(${value.sql} ?| ${wanted}::text[], false)`;
    if (Array.isArray(wanted)) return or((wanted as readonly Matcher[]).map((one) => matcherSql(one, value)));
    if (typeof wanted !== 'object') return holdsSql(wanted, value.sql);
    const list = sql`case jsonb_typeof(${value.sql}) when 'array' then ${value.sql} else jsonb_build_array(${value.sql}) end`;
    const one: Value = { kind: 'json', sql: sql`one.v`, plain: sql`(one.v #>> '{}')`, many: false };
    return sql`exists (select from jsonb_array_elements(${list}) as one(v) where ${matcherSql(wanted, one)})`;
  }
  if (Array.isArray(wanted)) return or((wanted as readonly Matcher[]).map((one) => matcherSql(one, value)));
  if (typeof wanted === 'object')
    return and(
      Object.entries(wanted as Readonly<Record<string, Matcher>>).map(([key, part]) => entrySql(key, part, value)),
    );
  return equalSql(wanted, value);
}

/** One of a list of texts. */
function someSql(wanted: Matcher, list: Sql): Sql {
  const all: readonly unknown[] = Array.isArray(wanted) ? wanted : [wanted];
  if (all.every((one) => typeof one === 'string')) return sql`coalesce(${list} && ${all}::text[], false)`;
  return sql`exists (select from unnest(${list}) as one(v) where ${matcherSql(wanted, text(sql`one.v`))})`;
}

/** A list has it, or it is the value itself; what is absent holds `false`. */
function holdsSql(wanted: string | number | boolean, value: Sql): Sql {
  if (typeof wanted === 'string') return sql`coalesce(${value} ? ${wanted}::text, false)`;
  if (wanted !== false) return sql`coalesce(${value} @> ${JSON.stringify(wanted)}::jsonb, false)`;
  return sql`(case jsonb_typeof(${value}) when 'string' then false
    else coalesce(${value}, 'null') @> 'null' or ${value} @> 'false' end)`;
}

function entrySql(key: string, part: Matcher, value: Value): Sql {
  if (key === 'min') return atLeast(value, part as number, sql`>=`);
  if (key === 'max') return atLeast(value, part as number, sql`<=`);
  if (key === 'not') return sql`not ${matcherSql(part, value)}`;
  if (value.kind === 'parts') return matcherSql(part, value.part(key));
  if (value.kind === 'json') return matcherSql(part, json(value.sql, key));
  return matcherSql(part, undefined);
}

function atLeast(value: Value, bound: number, sign: Sql): Sql {
  if (value.kind === 'number') return sql`coalesce(${value.sql} ${sign} ${bound}::numeric, false)`;
  if (value.kind !== 'json') return FALSE;
  return sql`(case when jsonb_typeof(${value.sql}) = 'number'
    then ${value.plain}::numeric ${sign} ${bound}::numeric else false end)`;
}

function equalSql(wanted: string | number | boolean, value: Exclude<Value, { kind: 'condition' | 'known' }>): Sql {
  if (value.kind === 'parts') return wanted === false ? value.missing : FALSE;
  if (value.kind === 'json') return equalJson(wanted, value);
  if (value.kind === 'boolean') {
    if (typeof wanted !== 'boolean') return FALSE;
    return wanted ? sql`coalesce(${value.sql}, false)` : sql`not coalesce(${value.sql}, false)`;
  }
  if (wanted === false) return sql`${value.sql} is null`;
  if (value.kind === 'number' && typeof wanted === 'number')
    return sql`coalesce(${value.sql} = ${wanted}::numeric, false)`;
  if (value.kind === 'text' && typeof wanted === 'string') return sql`coalesce(${value.sql} = ${wanted}::text, false)`;
  return FALSE;
}

/** The text is asked first: what it is not, the value is not either. */
function equalJson(wanted: string | number | boolean, { sql: value, plain }: Extract<Value, { kind: 'json' }>): Sql {
  if (wanted === false)
    return sql`(coalesce(${plain}, 'false') = 'false' and coalesce(${value}, 'null') in ('null', 'false'))`;
  const is = sql`${value} = ${JSON.stringify(wanted)}::jsonb`;
  // 1 and 1.0 are equal, and other texts.
  if (typeof wanted === 'number') return sql`coalesce(${is}, false)`;
  const reads = sql`${plain} = ${String(wanted)}::text`;
  return ONLY_TEXT.test(String(wanted)) ? sql`coalesce(${reads}, false)` : sql`coalesce(${reads} and ${is}, false)`;
}

/** No number, list or object reads so, nor do the three words of JSON. */
const ONLY_TEXT = /^(?!(?:true|false|null)$)[a-z]/;

/** The ids for which it holds are known before the query runs. */
function knownSql(wanted: Matcher, { sql: value, list, facts, unknown }: Extract<Value, { kind: 'known' }>): Sql {
  const ids = [...facts.keys()];
  const holding = ids.filter((id) => matchesValue(wanted, facts.get(id)));
  const others = ids.filter((id) => !holding.includes(id));
  const alsoUnknown = matchesValue(wanted, unknown);
  const one = alsoUnknown ? sql`${value} <> all(${others}::text[])` : sql`${value} = any(${holding}::text[])`;
  const some = alsoUnknown ? sql`not ${value} <@ ${others}::text[]` : sql`${value} && ${holding}::text[]`;
  return sql`coalesce(${list ? some : one}, ${matchesValue(wanted, undefined) ? TRUE : FALSE})`;
}
