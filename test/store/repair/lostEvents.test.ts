import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RecordedEvent } from '../../../domain/case/event.ts';
import { act } from '../../../domain/decide/act.ts';
import type { Database } from '../../../store/database/database.ts';
import { recordEvents } from '../../../store/log/recordEvents.ts';
import { verifyCase } from '../../../store/repair/verifyCase.ts';
import { ladderDatabase, register } from '../../support/cases/registeredCase.ts';
import { ladderPack } from '../../support/rules/ladderPack.ts';
import { BASE, MINUTE, person, T0 } from '../../support/rules/specification.ts';

let db: Database;
beforeAll(async () => {
  db = await ladderDatabase();
});
afterAll(() => db.end());

const WRITER = { run: 'run-1', task: 7 };

/** A case of which one request was answered with success; what two tries of a task decided upon it. */
async function answered(key: string): Promise<{ no: string; longer: RecordedEvent[]; shorter: RecordedEvent[] }> {
  const { no, state } = await register(db);
  await db.query(
    `insert into idempotency_keys (scope, key, request_hash, status, body, no) values ('s', $1, 'h', 200, '{}', $2)`,
    [key, no],
  );
  const id = createHash('sha256').update(`s\n${key}`).digest('hex').slice(0, 32);
  const decidedAt = (minute: number): RecordedEvent[] => {
    const command = { id, action: 'reply', actor: person('handler'), fields: {} };
    const result = act(ladderPack, state, command, T0 + minute * MINUTE, BASE);
    if (!result.ok) throw new Error('a reply is allowed');
    return [...result.value.events];
  };
  const longer = decidedAt(5);
  const last = longer.at(-1);
  if (last === undefined) throw new Error('a reply is an event');
  longer.push({ ...last, id: `${id}#${longer.length + 1}`, seq: last.seq + 1 });
  return { no, longer, shorter: decidedAt(6) };
}

describe('what was put aside of a request that was answered', () => {
  it('is not lost when the log has the command: an abandoned try had more follow from it', async () => {
    const { no, longer, shorter } = await answered('tried-twice');
    await recordEvents(db, no, BASE, longer, undefined, WRITER);
    await recordEvents(db, no, BASE, shorter, undefined, WRITER);
    expect((await verifyCase(db, no)).findings).toEqual([]);
  });

  it('is lost when the log has nothing of the command', async () => {
    const { no, shorter: gone } = await answered('gone');
    await recordEvents(db, no, BASE, gone, undefined, WRITER);
    const other = gone.map((event, index) => ({ ...event, id: `other#${index + 1}` }));
    await recordEvents(db, no, BASE, other, undefined, WRITER);
    expect((await verifyCase(db, no)).findings).toEqual([
      `events from number ${gone[0]?.seq} on had been acknowledged and were put aside`,
    ]);
  });
});
