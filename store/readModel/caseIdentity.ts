import { row, type Queryable } from '../database/database.ts';
import { BASE } from './caseColumns.ts';
import type { CaseIdentity } from './readModel.ts';

const IDENTITY = `select no, pack_id as "packId", pack_version as "packVersion", ${BASE} as base
  from complaints c where no = $1`;

export function caseIdentity(db: Queryable, no: string): Promise<CaseIdentity | undefined> {
  return row(db, IDENTITY, [no]);
}

/** Holds the case's lock until the transaction ends. */
export function lockedIdentity(tx: Queryable, no: string): Promise<CaseIdentity | undefined> {
  return row(tx, `${IDENTITY} for update`, [no]);
}
