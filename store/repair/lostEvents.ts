import { row, type Queryable } from '../database/database.ts';

/**
 * Number of the first event that was put aside although it had been acknowledged: another run than the one that wrote
 * it had it put aside, and the log has it nowhere else; or the request that it came of was answered, and the log has
 * nothing of its command. A try of a task that was abandoned may have had more follow from a command than the one that
 * counts.
 */
export async function firstLostEvent(db: Queryable, no: string): Promise<number | undefined> {
  const found = await row<{ seq: number | null }>(
    db,
    `select min(seq) as seq from superseded_events s
      where no = $1 and case when superseded_by is distinct from run
        then not exists (select 1 from logs e where e.no = s.no and e.id = s.event ->> 'id')
        else not exists (select 1 from logs e
            where e.no = s.no and split_part(e.id, '#', 1) = split_part(s.event ->> 'id', '#', 1))
          and exists (select 1 from idempotency_keys k where k.no = s.no and k.status between 200 and 299
            and left(encode(sha256(convert_to(k.scope || E'\\n' || k.key, 'UTF8')), 'hex'), 32)
              = split_part(s.event ->> 'id', '#', 1)) end`,
    [no],
  );
  return found?.seq ?? undefined;
}
