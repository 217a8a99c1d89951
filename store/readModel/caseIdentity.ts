import { row, type Queryable } from '../database/database.ts';
import type { CaseIdentity } from './readModel.ts';

const IDENTITY =
  'select pack_id as "packId", pack_version as "packVersion", origin, speed from complaints where no = $1';

/** What a case is from its registration on; `undefined` when there is none of this number. */
export function caseIdentity(db: Queryable, no: string): Promise<CaseIdentity | undefined> {
  return read(db, IDENTITY, no);
}

/** The same, and the case's lock is held until the transaction ends. */
export function lockedIdentity(tx: Queryable, no: string): Promise<CaseIdentity | undefined> {
  return read(tx, `${IDENTITY} for update`, no);
}

async function read(db: Queryable, text: string, no: string): Promise<CaseIdentity | undefined> {
  const found = await row<{ packId: string; packVersion: string; origin: Date; speed: number }>(db, text, [no]);
  return found === undefined
    ? undefined
    : {
        no,
        packId: found.packId,
        packVersion: found.packVersion,
        base: { origin: found.origin.getTime(), speed: found.speed },
      };
}
