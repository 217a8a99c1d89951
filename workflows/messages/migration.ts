import { phrase } from '../../language/phrase.ts';
import { CancellationScope, defineUpdate, setHandler } from '@temporalio/workflow';
import { MIGRATE_UPDATE, type ActionOutcome } from '../../contracts/complaintWorkflow.ts';
import { inflateRules } from '../../contracts/engineRules.ts';
import { lapse } from '../../domain/decide/lapse.ts';
import { migrateCase, type MigrationOrder } from '../../domain/migration/migrateCase.ts';
import { PERSON_ID } from '../../domain/case/namedActor.ts';
import type { EnginePack } from '../../domain/pack/pack.ts';
import { reject, type Result } from '../../domain/case/rejection.ts';
import type { CaseRun } from '../run/caseRun.ts';
import type { Decide } from '../run/decision.ts';
import { words } from '../ui/titles.ts';
import { refuseWhileAsking, registerHandlers, rejected } from './handlers.ts';
import type { Inbox } from './inbox.ts';

/** The Update by which an approved migration reaches the case. What is refused leaves no history. */
export function registerMigration(run: CaseRun, inbox: Inbox): void {
  setHandler(
    defineUpdate<ActionOutcome, [MigrationOrder, Uint8Array]>(MIGRATE_UPDATE),
    (order, rules) => CancellationScope.nonCancellable(() => migrate(run, inbox, order, rules)),
    {
      validator: (order, rules) => validate(run, order, rules),
      description: words(run).migrateUpdate,
    },
  );
}

/**
 * Rules, events and state change in one go, once the store says that just this was approved. Actions that only the new
 * version has get their handlers; those of the old one refuse by the rules.
 */
async function migrate(run: CaseRun, inbox: Inbox, order: MigrationOrder, rules: Uint8Array): Promise<ActionOutcome> {
  const result = await new Promise<Result<ActionOutcome>>((answer) => {
    const { request, requestedBy, approvedBy, seq } = order;
    const { hash } = inflateRules(rules);
    const key = `migrate ${request} ${hash} ${approvedBy} ${seq}`;
    run.arrivals.add({
      asks: { key, person: approvedBy, approved: { request, requestedBy, hash }, isPast: () => false },
      take: (actor) => answer(actor === undefined ? notApproved() : moved(run, inbox, order, rules)),
    });
  });
  if (!result.ok) throw rejected(run, result.rejection);
  await run.untilRecorded(run.decisions());
  return result.value;
}

function moved(run: CaseRun, inbox: Inbox, order: MigrationOrder, rules: Uint8Array): Result<ActionOutcome> {
  const result = run.migrate(rules, decisionOf(run, order, rules));
  if (!result.ok) return result;
  registerHandlers(run, inbox);
  return { ok: true, value: { seq: run.state.seq } };
}

function notApproved(): Result<never> {
  return reject('migration-not-possible', phrase('no-request-moves-case'));
}

function validate(run: CaseRun, order: MigrationOrder, rules: Uint8Array): void {
  refuseWhileAsking(run);
  const result = decisionOf(run, order, rules)(run.pack, run.state, run.now());
  if (!result.ok) throw rejected(run, result.rejection);
}

function decisionOf(run: CaseRun, order: MigrationOrder, rules: Uint8Array): Decide {
  const next = readable(order, rules);
  return (pack, state, at) => {
    // What fell due by the old rules before this moment has happened: the order then no longer fits the case, and is
    // given again.
    const lapsed = lapse(pack, state, at, run.base, { strict: true });
    return next.ok ? migrateCase(pack, next.value, lapsed.state, order, at) : next;
  };
}

/** Anybody with access to the server can send anything. */
function readable(order: unknown, rules: unknown): Result<EnginePack> {
  const bad = reject('field-invalid', phrase('send-migration-order'));
  if (typeof order !== 'object' || order === null || !(rules instanceof Uint8Array)) return bad;
  const { request, requestedBy, approvedBy, seq, happened } = order as Readonly<Record<string, unknown>>;
  if (
    ![requestedBy, approvedBy].every((one) => typeof one === 'string' && PERSON_ID.test(one)) ||
    typeof request !== 'string' ||
    request === '' ||
    typeof seq !== 'number' ||
    !Array.isArray(happened)
  )
    return bad;
  try {
    return { ok: true, value: inflateRules(rules) };
  } catch {
    return bad;
  }
}
