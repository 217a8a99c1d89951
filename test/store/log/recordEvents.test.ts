import { say } from '../../../language/phrase.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { act } from '../../../domain/decide/act.ts';
import type { RecordedEvent } from '../../../domain/case/event.ts';
import { evolveAll } from '../../../domain/case/evolve.ts';
import { lapse } from '../../../domain/decide/lapse.ts';
import type { CaseState } from '../../../domain/case/state.ts';
import { logHeads } from '../../../store/log/logHeads.ts';
import { row, rows, transaction, type Database } from '../../../store/database/database.ts';
import { readLog, supersedeFrom } from '../../../store/log/eventLog.ts';
import { chainHash, GENESIS } from '../../../store/log/hashChain.ts';
import { FencedError, recordEvents } from '../../../store/log/recordEvents.ts';
import { verifyCase } from '../../../store/repair/verifyCase.ts';
import { ladderPack } from '../../support/rules/ladderPack.ts';
import { ladderDatabase, register } from '../../support/cases/registeredCase.ts';
import { BASE, HOUR, MINUTE, person, T0 } from '../../support/rules/specification.ts';

let db: Database;
beforeAll(async () => {
  db = await ladderDatabase();
});
afterAll(async () => {
  await db.end();
});

function take(
  state: CaseState,
  action: string,
  minute: number,
  id: string,
): { state: CaseState; events: readonly RecordedEvent[] } {
  const fields = action === 'resolve' ? { outcome: 'satisfied' } : {};
  const result = act(ladderPack, state, { id, action, actor: person('handler'), fields }, T0 + minute * MINUTE, BASE);
  if (!result.ok) throw new Error(say(result.rejection, 'en'));
  return result.value;
}

async function expectWhole(no: string): Promise<void> {
  const log = await readLog(db, no);
  let previous = GENESIS;
  for (const [index, one] of log.entries()) {
    expect(one.seq).toBe(index + 1);
    expect(one.prevHash).toBe(previous);
    expect(one.hash).toBe(chainHash(no, previous, one.event));
    previous = one.hash;
  }
  const state = await row<{ state: CaseState }>(db, 'select state from cases where no = $1', [no]);
  expect(state?.state).toEqual(
    evolveAll(
      undefined,
      log.map((one) => one.event),
    ),
  );
}

describe.each([
  ['that remembers where logs end', logHeads()],
  ['that remembers nothing', undefined],
])('recording by a process %s', (_, ends) => {
  it('appends once however often it is asked', async () => {
    const { no, state } = await register(db);
    const first = take(state, 'accept', 1, 'a');
    await recordEvents(db, no, BASE, first.events, ends);
    await recordEvents(db, no, BASE, first.events, ends);
    const second = take(first.state, 'reply', 2, 'b');
    await recordEvents(db, no, BASE, second.events, ends);
    await recordEvents(db, no, BASE, first.events, ends);
    await expectWhole(no);
    expect((await readLog(db, no)).at(-1)?.event).toEqual(second.events.at(-1));
  });

  it('replaces what a task that never completed has left behind, and keeps it aside', async () => {
    const { no, state } = await register(db);
    const phantom = take(state, 'resolve', 5, 'phantom');
    await recordEvents(db, no, BASE, phantom.events, ends);
    const real = take(state, 'reply', 6, 'real');
    await recordEvents(db, no, BASE, real.events, ends);
    await expectWhole(no);
    const current = await row<{ stage: string }>(db, 'select stage from cases where no = $1', [no]);
    expect(current?.stage).toBe('registered');
    expect(await rows(db, 'select seq from superseded_events where no = $1', [no])).toHaveLength(phantom.events.length);
    expect(
      await rows(db, "select 1 from clocks where no = $1 and clock = 'desk' and status = 'running'", [no]),
    ).toHaveLength(1);
  });

  it('replaces the same command that came again at another moment', async () => {
    const { no, state } = await register(db);
    await recordEvents(db, no, BASE, take(state, 'reply', 5, 'same').events, ends);
    const again = take(state, 'reply', 7, 'same');
    await recordEvents(db, no, BASE, again.events, ends);
    await expectWhole(no);
    expect((await readLog(db, no)).at(-1)?.event.at).toBe(T0 + 7 * MINUTE);
  });

  it('keeps rungs with how late they were', async () => {
    const { no, state } = await register(db);
    await recordEvents(db, no, BASE, lapse(ladderPack, state, T0 + HOUR + 150, BASE).events, ends);
    expect(await rows(db, 'select clock, rung, late_ms, suspended from rungs where no = $1', [no])).toEqual([
      { clock: 'desk', rung: 'due', late_ms: 150, suspended: false },
    ]);
    await expectWhole(no);
  });

  it('refuses a gap and says what is missing', async () => {
    const { no, state } = await register(db);
    const first = take(state, 'accept', 1, 'a');
    const second = take(first.state, 'reply', 2, 'b');
    await expect(recordEvents(db, no, BASE, second.events, ends)).rejects.toThrow(
      /has a gap: seq \d+ was to be written and \d+ is missing/,
    );
    await expectWhole(no);
  });

  it('is not misled by what another process has written meanwhile', async () => {
    const { no, state } = await register(db);
    const first = take(state, 'accept', 1, 'a');
    await recordEvents(db, no, BASE, first.events, ends);
    const phantom = take(first.state, 'resolve', 2, 'phantom');
    await recordEvents(db, no, BASE, phantom.events);
    const second = take(first.state, 'reply', 3, 'b');
    await recordEvents(db, no, BASE, second.events);
    const third = take(second.state, 'resolve', 4, 'c');
    await recordEvents(db, no, BASE, third.events, ends);
    await expectWhole(no);
    expect((await readLog(db, no)).at(-1)?.event).toEqual(third.events.at(-1));
  });

  it('of one batch by two processes at once puts it in once', async () => {
    const { no, state } = await register(db);
    const first = take(state, 'accept', 1, 'a');
    await recordEvents(db, no, BASE, first.events, ends);
    const second = take(first.state, 'reply', 2, 'b');
    await Promise.all([ends, logHeads(), undefined].map((known) => recordEvents(db, no, BASE, second.events, known)));
    await expectWhole(no);
    expect((await readLog(db, no)).length).toBe(second.events.at(-1)?.seq ?? 0);
  });

  it.each([
    ['another run', { run: 'other', task: 9 }],
    ['a later task of the same run', { run: 'one', task: 10 }],
    ['no run at all', undefined],
  ])('keeps what %s has written from a run that knows nothing of it', async (_what, writer) => {
    const { no, state } = await register(db);
    await recordEvents(db, no, BASE, take(state, 'reply', 5, 'told').events, ends, writer);
    const before = await readLog(db, no);
    const again = take(state, 'resolve', 6, 'again').events;
    await expect(recordEvents(db, no, BASE, again, ends, { run: 'one', task: 9 })).rejects.toThrow(FencedError);
    expect(await readLog(db, no)).toEqual(before);
    await expectWhole(no);
  });

  it('names a case of which something was put aside that another run had written', async () => {
    const { no, state } = await register(db);
    await recordEvents(db, no, BASE, take(state, 'reply', 5, 'told').events, ends, { run: 'one', task: 9 });
    await transaction(db, (tx) => supersedeFrom(tx, no, state.seq + 1, 'other'));
    expect((await verifyCase(db, no)).findings).toContain(
      `events from number ${state.seq + 1} on had been acknowledged and were put aside`,
    );
  });

  it('lets nobody change or delete a row of the log', async () => {
    const { no } = await register(db);
    await expect(db.query("update events set type = 'CaseClosed' where no = $1", [no])).rejects.toThrow('append-only');
    await expect(db.query('delete from events where no = $1', [no])).rejects.toThrow('append-only');
  });
});
