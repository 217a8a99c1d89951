import type { Intake } from '../../domain/case/command.ts';
import type { PackRef } from '../../domain/case/event.ts';
import type { TimeBase } from '../../domain/time/timeBase.ts';
import { row, type Queryable } from '../database/database.ts';
import { BASE, OPENED_UNDER } from './caseColumns.ts';

/** Nothing in it is unsealed. */
export type StartableCase = Readonly<{
  no: string;
  pack: PackRef;
  base: TimeBase;
  intake: Intake;
  /** What its units are called, by id. */
  units?: Readonly<Record<string, string>>;
}>;

export type StartedCase = StartableCase & {
  readonly workflowStarted: boolean;
  /** Somebody stopped it since, and it does not go on yet. */
  readonly workflowStopped: boolean;
};

export function readStartableCase(db: Queryable, no: string): Promise<StartedCase | undefined> {
  return row(
    db,
    `select no, ${OPENED_UNDER} as pack, ${BASE} as base, intake,
      workflow_started_at is not null as "workflowStarted", workflow_stopped_at is not null as "workflowStopped"
        from complaints c where no = $1`,
    [no],
  );
}
