import { evolveAll } from '../../domain/case/evolve.ts';
import type { CaseState } from '../../domain/case/state.ts';
import { caseIdentity } from '../readModel/caseIdentity.ts';
import type { Queryable } from '../database/database.ts';
import { readLog } from '../log/eventLog.ts';
import { brokenLink } from '../log/hashChain.ts';
import { firstLostEvent } from './lostEvents.ts';
import { readModelDiffers } from '../readModel/readModelDiffers.ts';

/** What does not agree about one case; an empty list is a sound case. `state` is the fold of its log. */
export interface CaseFindings {
  readonly findings: readonly string[];
  readonly state: CaseState | undefined;
}

/**
 * Checks a case's log (numbers without gaps, hash chain, nothing lost that was acknowledged) and that every row of its
 * read model is what the log makes it.
 */
export async function verifyCase(db: Queryable, no: string): Promise<CaseFindings> {
  const identity = await caseIdentity(db, no);
  const log = await readLog(db, no);
  const findings: string[] = [];
  const gap = log.findIndex((one, index) => one.seq !== index + 1 || one.event.seq !== one.seq);
  if (log.length === 0) findings.push('the log is empty');
  if (gap >= 0) findings.push(`the log has a gap at event ${gap + 1}`);
  const broken = brokenLink(no, log);
  if (broken !== undefined)
    findings.push(`the hash chain is broken at event ${broken}: what is there is not what was written`);
  if (findings.length > 0) return { findings, state: undefined };
  const events = log.map((one) => one.event);
  const state = evolveAll(undefined, events);
  if (identity === undefined || state === undefined) return { findings, state };
  const lost = await firstLostEvent(db, no);
  if (lost !== undefined) findings.push(`events from number ${lost} on had been acknowledged and were put aside`);
  return { findings: [...findings, ...(await readModelDiffers(db, identity, events))], state };
}
