import { rows, type Queryable } from '../database/database.ts';

const HOUR = "r.fired_at > now() - interval '1 hour'";
/** The case of each row by itself: a join would read all cases. */
const realCase = (no: string): string =>
  `cross join lateral (select pack_id from complaints where complaints.no = ${no} and speed = 1 limit 1) c`;
const RUNGS = `rungs r ${realCase('r.no')} where ${HOUR}`;
/** What the server cannot have begun within a minute of the case is without a workflow. */
const UNATTENDED = `complaints c where c.workflow_started_at is null and c.speed = 1
  and (c.start_fault is not null or c.workflow_stopped_at is not null or c.origin < now() - interval '1 minute')`;

/** Pack id and value of each; drills are left out. */
const QUERIES = {
  overdue: 'select pack_id, count(*) as value from cases where acting and overdue and not drill',
  withoutWorkflow: `select c.pack_id, count(*) as value from ${UNATTENDED}`,
  rungsFired: `select c.pack_id, count(*) as value from ${RUNGS}`,
  rungLatenessMax: `select c.pack_id, max(r.late_ms) / 1000.0 as value from ${RUNGS}`,
  rungsLate: `select c.pack_id, count(*) as value from ${RUNGS} and r.late_ms > 60000`,
  deliveriesFailing: `select c.pack_id, count(*) as value from notifications n
    ${realCase('n.no')} where n.status = 'failing'`,
} as const;

export type PackFigure = keyof typeof QUERIES;

/** The figure of every pack that is known. */
export async function packFigures(db: Queryable, figure: PackFigure): Promise<ReadonlyMap<string, number>> {
  const found = await rows<{ pack: string; value: number }>(
    db,
    `select id as pack, coalesce(max(value), 0)::float8 as value
       from packs left join (${QUERIES[figure]} group by 1) one on pack_id = id group by 1`,
  );
  return new Map(found.map(({ pack, value }) => [pack, value]));
}
