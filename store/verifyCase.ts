import { evolveAll } from '../domain/evolve.ts';
import type { CaseState } from '../domain/state.ts';
import { canonicalJson } from './canonicalJson.ts';
import { row } from './database.ts';
import type { Queryable } from './database.ts';
import { readLog } from './eventLog.ts';
import { brokenLink } from './hashChain.ts';

/** What does not agree about one case; an empty list is a sound case. `state` is the fold of its log. */
export interface CaseFindings {
  readonly findings: readonly string[];
  readonly state: CaseState | undefined;
}

/** Checks a case's log (numbers without gaps, hash chain) and that the read model is its fold. */
export async function verifyCase(db: Queryable, no: string): Promise<CaseFindings> {
  const log = await readLog(db, no);
  const findings: string[] = [];
  const gap = log.findIndex((one, index) => one.seq !== index + 1 || one.event.seq !== one.seq);
  if (log.length === 0) findings.push('the log is empty');
  if (gap >= 0) findings.push(`the log has a gap at event ${gap + 1}`);
  const broken = brokenLink(no, log);
  if (broken !== undefined) findings.push(`the hash chain is broken at event ${broken}: what is there is not what was written`);
  if (findings.length > 0) return { findings, state: undefined };
  const state = evolveAll(
    undefined,
    log.map((one) => one.event),
  );
  const stored = await row<{ state: CaseState; seq: number }>(db, 'select state, seq from cases where no = $1', [no]);
  if (stored === undefined) findings.push('the read model does not have the case');
  else if (canonicalJson(stored.state) !== canonicalJson(state)) findings.push(`the read model (event ${stored.seq}) is not the fold of the log (event ${state?.seq ?? 0})`);
  return { findings, state };
}
