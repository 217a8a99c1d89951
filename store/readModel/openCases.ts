import type { CaseState } from '../../domain/case/state.ts';
import type { TimeBase } from '../../domain/time/timeBase.ts';
import { rows, type Queryable } from '../database/database.ts';
import { BASE, PACK } from './caseColumns.ts';

/** No drill; deadlines can still act on it. */
export type OpenCase = Readonly<{
  no: string;
  /** In force for it. */
  packHash: string;
  base: TimeBase;
  state: CaseState;
}>;

const PAGE = 500;

const CASES = `select c.no, ${PACK} ->> 'hash' as "packHash", ${BASE} as base, v.state
  from complaints c join cases v on v.no = c.no
  where v.acting and not v.drill and v.no > $1 order by v.no limit ${PAGE}`;

export async function* openCases(db: Queryable): AsyncGenerator<OpenCase> {
  let page: readonly OpenCase[] = [];
  do {
    page = await rows<OpenCase>(db, CASES, [page.at(-1)?.no ?? '']);
    yield* page;
  } while (page.length === PAGE);
}
