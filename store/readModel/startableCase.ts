import type { Intake } from '../../domain/case/command.ts';
import type { TimeBase } from '../../domain/time/timeBase.ts';
import { row, type Queryable } from '../database/database.ts';

/** What a workflow of a case is started with, without anything that is sealed. */
export interface StartableCase {
  readonly no: string;
  readonly pack: { readonly id: string; readonly version: string; readonly hash: string };
  readonly base: TimeBase;
  readonly intake: Intake;
}

export async function readStartableCase(
  db: Queryable,
  no: string,
): Promise<(StartableCase & { readonly workflowStarted: boolean }) | undefined> {
  const found = await row<{
    id: string;
    version: string;
    hash: string;
    origin: Date;
    speed: number;
    intake: Intake;
    started: boolean;
  }>(
    db,
    `select pack_id as id, pack_version as version, pack_hash as hash, origin, speed, intake,
      workflow_started_at is not null as started from complaints where no = $1`,
    [no],
  );
  if (found === undefined) return undefined;
  const { id, version, hash, origin, speed, intake, started } = found;
  return {
    no,
    pack: { id, version, hash },
    base: { origin: origin.getTime(), speed },
    intake,
    workflowStarted: started,
  };
}
