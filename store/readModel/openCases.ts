import type { CaseState } from '../../domain/case/state.ts';
import type { TimeBase } from '../../domain/time/timeBase.ts';
import { rows, type Queryable } from '../database/database.ts';

/** A real case that deadlines can still act on. */
export interface OpenCase {
  readonly no: string;
  /** Of the version whose rules hold. */
  readonly packHash: string;
  readonly base: TimeBase;
  readonly state: CaseState;
}

const PAGE = 500;

const CASES = `select c.no, c.pack_hash as "packHash", extract(epoch from c.origin) * 1000 as origin, c.speed, v.state
  from complaints c join cases v on v.no = c.no
  where not v.drill and (v.closed_at is null or v.next_due_at is not null) and c.no > $1 order by c.no limit ${PAGE}`;

/** All of them, a page at a time. */
export async function* openCases(db: Queryable): AsyncGenerator<OpenCase> {
  let last = '';
  for (;;) {
    const page = await rows<{ no: string; packHash: string; origin: string; speed: number; state: CaseState }>(
      db,
      CASES,
      [last],
    );
    for (const { no, packHash, origin, speed, state } of page)
      yield { no, packHash: state.pack?.hash ?? packHash, base: { origin: Number(origin), speed }, state };
    if (page.length < PAGE) return;
    last = page.at(-1)?.no ?? last;
  }
}
