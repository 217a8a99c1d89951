/** SQL: what was planned within the row `span` (from_at, to_at), one row each. */

const CASE = 'v.drill, v.access_roles, v.recused';

/** Rungs that have fired. */
export const FIRED = `select 'fired' as what, r.due_at as planned, r.late_ms, r.suspended, ${CASE}
  from rungs r join cases v on v.no = r.no where r.due_at >= span.from_at and r.due_at < span.to_at`;

/** Notifications that were delivered. */
export const TOLD = `select 'told' as what, n.planned_at as planned,
    round(extract(epoch from n.delivered_at - n.planned_at) * 1000)::bigint as late_ms, false as suspended, ${CASE}
  from notifications n join cases v on v.no = n.no
  where n.planned_at >= span.from_at and n.planned_at < span.to_at and n.delivered_at is not null`;
