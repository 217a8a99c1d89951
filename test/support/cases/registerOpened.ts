import type { Intake } from '../../../domain/case/command.ts';
import type { RecordedEvent } from '../../../domain/case/event.ts';
import { evolveAll } from '../../../domain/case/evolve.ts';
import type { CaseState } from '../../../domain/case/state.ts';
import { transaction, type Database } from '../../../store/database/database.ts';
import { customerMarks } from '../../../store/registration/customerMarks.ts';
import { customerOf, earlierCase } from '../../../store/registration/customerOf.ts';
import { nextNumber } from '../../../store/registration/numberCounter.ts';
import { writeComplaint, type NewComplaint } from '../../../store/registration/writeComplaint.ts';
import type { Keys } from '../../../store/vault/vault.ts';

/** Another request has registered a case under the same key. */
export class KeyTaken extends Error {}

type Given = Pick<NewComplaint, 'pack' | 'base' | 'complainant' | 'demand' | 'prose' | 'topic' | 'key'> & {
  readonly repeatWindowMs?: number;
  readonly zone: string;
  readonly open: (repeatOf: string | undefined) => {
    readonly intake: Intake;
    readonly events: readonly RecordedEvent[];
  };
};

/** A case as the API registers it, opened by the test. */
export async function registerOpened(
  db: Database,
  keys: Keys,
  { open, zone, repeatWindowMs, ...given }: Given,
): Promise<{ readonly no: string; readonly receiptCode: string; readonly intake: Intake; readonly state: CaseState }> {
  return transaction(db, async (tx) => {
    const { base, topic, pack } = given;
    const no = await nextNumber(tx, base, zone);
    const marks = given.complainant === undefined ? [] : customerMarks(keys, 'CN', given.complainant);
    const customer = await customerOf(tx, marks, repeatWindowMs === undefined ? undefined : topic);
    const { intake, events } = open(
      customer === undefined || repeatWindowMs === undefined
        ? undefined
        : await earlierCase(tx, customer, pack.id, topic, base, repeatWindowMs),
    );
    const state = evolveAll(undefined, events);
    if (state === undefined) throw new Error('a case opens with at least one event');
    const written = { ...given, no, customer, intake, opened: { state, events } };
    const registered = await writeComplaint(tx, keys, written);
    if (registered.kind !== 'written') throw new KeyTaken();
    return { no, receiptCode: registered.receiptCode, intake, state };
  });
}
