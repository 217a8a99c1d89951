import type { RecordedEvent } from '../../domain/case/event.ts';
import { approvalFacts } from './approvalFacts.ts';
import { caseVersions, type Since } from './caseVersions.ts';
import { dispatchFacts } from './dispatchFacts.ts';
import { FACT_TABLE_NAMES, type FactTableName } from './factTables.ts';
import { wallClock, type FactOwner } from './factOwner.ts';
import { linkFacts } from './linkFacts.ts';
import { spanFacts } from './spanFacts.ts';
import { stepFacts } from './stepFacts.ts';

type Rows = Readonly<Partial<Record<FactTableName, readonly Readonly<Record<string, unknown>>[]>>>;

/**
 * What events do to the facts of a case that stood at `start`: rows that are new or changed, by table, and where the
 * case stands after them.
 */
export function factRows(
  owner: FactOwner,
  start: Since | undefined,
  events: readonly RecordedEvent[],
): Readonly<{ rows: Rows; now: Since }> {
  const wall = wallClock(owner.base);
  const { state, since, now, before, clocks } = caseVersions(owner, start, events);
  const found = {
    fact_cases: now,
    fact_cases_before: before,
    fact_clocks_before: clocks,
    fact_spans: spanFacts(start?.state, state, wall),
    fact_steps: stepFacts(owner, start?.state, events, wall),
    fact_dispatches: dispatchFacts(start?.state, state, wall),
    fact_approvals: approvalFacts(start?.state, state, wall),
    fact_links: linkFacts(start?.state, state, wall),
  };
  const common = { pack_id: owner.packId, drill: owner.base.speed !== 1 };
  const rows: { -readonly [Table in FactTableName]?: readonly Readonly<Record<string, unknown>>[] } = {};
  for (const table of FACT_TABLE_NAMES)
    if (found[table].length > 0) rows[table] = found[table].map((row) => ({ ...common, ...row }));
  return { rows, now: { state, since } };
}
