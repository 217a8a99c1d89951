/** SQL: what was planned within the row `span` (from_at, to_at), one row each. */

const CASE = 'v.drill, v.access_roles, v.recused';

/** The case of each row by itself: a join would read all cases. */
export const caseOf = (no: string): string =>
  `cross join lateral (select drill, access_roles, recused from cases where cases.no = ${no} limit 1) v`;

/** Rungs that have fired. */
export const FIRED = `select 'fired' as what, r.due_at as planned, r.late_ms, r.suspended, ${CASE}
  from rungs r ${caseOf('r.no')} where r.due_at >= span.from_at and r.due_at < span.to_at`;

/** Notifications that were delivered. */
export const TOLD = `select 'told' as what, n.planned_at as planned,
    round(extract(epoch from n.delivered_at - n.planned_at) * 1000)::bigint as late_ms, false as suspended, ${CASE}
  from notifications n ${caseOf('n.no')}
  where n.planned_at >= span.from_at and n.planned_at < span.to_at and n.delivered_at is not null`;
