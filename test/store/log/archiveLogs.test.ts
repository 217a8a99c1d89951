import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { act } from '../../../domain/decide/act.ts';
import { refuseAction } from '../../../domain/decide/refuseAction.ts';
import { lapse } from '../../../domain/decide/lapse.ts';
import type { Database } from '../../../store/database/database.ts';
import { archiveLogs, countArchivable } from '../../../store/log/archiveLogs.ts';
import { readLog } from '../../../store/log/eventLog.ts';
import { recordEvents } from '../../../store/log/recordEvents.ts';
import { rebuildCase } from '../../../store/repair/rebuildReadModel.ts';
import { verifyCase } from '../../../store/repair/verifyCase.ts';
import { ladderDatabase, register } from '../../support/cases/registeredCase.ts';
import { ladderPack } from '../../support/rules/ladderPack.ts';
import { BASE, HOUR, person, T0 } from '../../support/rules/specification.ts';

const DAY = 24 * HOUR;
const LATER = T0 + 40 * DAY;

let db: Database;
let no: string;
let open: string;

const stored = async (of: string): Promise<number | null> =>
  (await db.query('select from events where no = $1', [of])).rowCount;

beforeAll(async () => {
  db = await ladderDatabase();
  const { state, ...one } = await register(db);
  no = one.no;
  const ended = act(
    ladderPack,
    state,
    { id: 'end', action: 'withdraw', actor: person('handler'), fields: {} },
    T0 + HOUR / 2,
    BASE,
  );
  if (!ended.ok) throw new Error(JSON.stringify(ended.rejection));
  await recordEvents(db, no, BASE, ended.value.events);
  ({ no: open } = await register(db, { phone: '13900000002' }));
});
afterAll(() => db.end());

describe('the log of a case that is long over', () => {
  it('is archived when the case ended before the day that is named; what is open stays where it is', async () => {
    expect(await countArchivable(db, T0)).toBe(0);
    expect(await countArchivable(db, LATER)).toBe(1);
    const before = await readLog(db, no);
    expect(await archiveLogs(db, LATER)).toBe(1);
    expect([await stored(no), (await stored(open)) ?? 0]).toEqual([0, expect.any(Number)]);
    expect(await readLog(db, no)).toEqual(before);
    expect(await countArchivable(db, LATER)).toBe(0);
  });

  it('is still verified, event by event, and the read model is still made of it', async () => {
    expect((await verifyCase(db, no)).findings).toEqual([]);
    await rebuildCase(db, no);
    expect((await verifyCase(db, no)).findings).toEqual([]);
  });

  it('cannot be changed unseen', async () => {
    const change = (from: string, to: string): Promise<unknown> =>
      db.query('update archived_logs set events = replace(events::text, $2, $3)::json where no = $1', [no, from, to]);
    await change('CaseWithdrawn', 'CaseClosed');
    expect((await verifyCase(db, no)).findings.join()).toContain('hash chain is broken');
    await change('CaseClosed', 'CaseWithdrawn');
    expect((await verifyCase(db, no)).findings).toEqual([]);
  });

  it('goes on after what was archived, and is archived again as one log', async () => {
    const { state } = await verifyCase(db, no);
    if (state === undefined) throw new Error('there is no state');
    const command = { id: 'again', action: 'accept', actor: person('handler'), fields: {} };
    const late = act(ladderPack, state, command, T0 + 2 * DAY, BASE);
    if (late.ok) throw new Error('it has ended');
    const { rejection } = late;
    await recordEvents(
      db,
      no,
      BASE,
      refuseAction(ladderPack, state, { command, rejection }, T0 + 2 * DAY, BASE).events,
    );
    expect((await verifyCase(db, no)).findings).toEqual([]);
    const whole = await readLog(db, no);
    expect(await archiveLogs(db, LATER)).toBe(1);
    expect([await stored(no), await readLog(db, no)]).toEqual([0, whole]);
    expect((await verifyCase(db, no)).findings).toEqual([]);
  });

  it('stays where it is while a message of the case is still under way', async () => {
    const lapsed = await register(db, { phone: '13900000003' });
    await recordEvents(db, lapsed.no, BASE, lapse(ladderPack, lapsed.state, T0 + DAY, BASE).events);
    await db.query('update cases set acting = false, closed_at = registered_at where no = $1', [lapsed.no]);
    await db.query(
      `insert into notifications (key, message_key, no, item, recipient, via, role, channel, message, fired_at, status)
        values ('k', 'k', $1, 'i', 'p', 'p', 'r', 'email', 'm', now(), 'failing')`,
      [lapsed.no],
    );
    expect(await countArchivable(db, LATER)).toBe(0);
  });
});
