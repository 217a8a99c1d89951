import type { CaseState } from '../../domain/case/state.ts';
import type { TimeBase } from '../../domain/time/timeBase.ts';
import { column, rows, type Queryable } from '../database/database.ts';
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

const NUMBERS = 'select no from cases where acting and not drill order by no';

const CASES = `select c.no, ${PACK} ->> 'hash' as "packHash", ${BASE} as base, v.state
  from complaints c join cases v on v.no = c.no
  where v.acting and v.no = any($1::text[]) order by v.no`;

/** By number; of what is open when it is asked first. */
export async function* openCases(db: Queryable): AsyncGenerator<OpenCase> {
  const numbers = await column<string>(db, NUMBERS);
  for (let at = 0; at < numbers.length; at += PAGE)
    yield* await rows<OpenCase>(db, CASES, [numbers.slice(at, at + PAGE)]);
}
