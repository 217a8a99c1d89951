import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { caseWorkflowId } from '../support/workflows/caseWorkflowId.ts';
import type { RecordedEvent } from '../../domain/case/event.ts';
import { quietPort } from '../support/servers/quietPort.ts';
import { rows } from '../../store/database/database.ts';
import { readLog } from '../../store/log/eventLog.ts';
import { outletComplaint } from '../support/cases/complaints.ts';
import { startHookReceiver } from '../support/receivers/hookReceiver.ts';
import { startMailReceiver } from '../support/receivers/mailReceiver.ts';
import type { Receiver } from '../support/receivers/receiver.ts';
import { mostPendingTimers, replayOwn } from '../support/workflows/replay.ts';
import { ServiceProcesses } from '../support/servers/serviceProcesses.ts';
import { UNTOUCHED_LADDER } from '../support/workflows/untouchedLadder.ts';

/**
 * One hour is half a second: the ladder of an untouched case takes five. A delivery waits no longer for its next try
 * than it has waited in all.
 */
const SPEED = 7_200;
/**
 * Messages of that ladder by mail: lapses that are told whatever was done since, and warnings and repetitions that
 * nobody needs once the case is closed. The outlet head, whom two of its rungs tell, has a webhook besides.
 */
const MAILS = 8;
const MOOT = 13;
const HOOKS = 2;

interface Notification {
  readonly item: string;
  readonly channel: string;
  readonly status: string;
  readonly attempts: number;
  readonly lastError: string | null;
  readonly messageKey: string;
  readonly plannedAt: string;
  readonly firedAt: string;
  readonly deliveredAt: string | null;
}
interface Told {
  readonly count: number;
  readonly early: number;
  readonly outstanding: number;
  readonly maxMs: number | null;
}

const folder = mkdtempSync(join(tmpdir(), 'redress-away-'));
let mailPort: number;
let hookPort: number;
let service: ServiceProcesses;
let no: string;
let receivers: readonly Receiver[] = [];

/** Opened, lapsed on every rung, handled and closed while nobody could be told. */
beforeAll(async () => {
  [mailPort, hookPort] = [await quietPort(), await quietPort()];
  service = await ServiceProcesses.start({ REDRESS_SMTP_URL: `smtp://127.0.0.1:${mailPort}`, REDRESS_DATA: folder });
  await service.db.query("update people set webhook = $1 where id = 'head-renminlu'", [
    `http://127.0.0.1:${hookPort}/head`,
  ]);
  await service.startWorker();
  ({ no } = (await service.post('/v1/complaints', outletComplaint({ drill: { speed: SPEED } }))) as {
    readonly no: string;
  });
  await vi.waitUntil(
    async () => (await rows(service.db, 'select 1 from rungs where no = $1', [no])).length === UNTOUCHED_LADDER.length,
    { timeout: 60_000, interval: 200 },
  );
  for (const [action, fields] of [
    ['reply', { outcome: 'explained' }],
    ['report', {}],
    ['resolve', { outcome: 'explained' }],
    ['close', {}],
  ] as const)
    await service.post(`/v1/complaints/${no}/actions/${action}`, { fields }, 'centre-1');
});
afterAll(async () => {
  await service.stop();
  for (const receiver of receivers) receiver.stop();
  rmSync(folder, { recursive: true, force: true });
});

const log = async (): Promise<readonly RecordedEvent[]> => (await readLog(service.db, no)).map(({ event }) => event);
const fired = async (): Promise<readonly Extract<RecordedEvent, { readonly type: 'RungFired' }>[]> =>
  (await log()).flatMap((event) => (event.type === 'RungFired' ? [event] : []));
const notifications = async (): Promise<readonly Notification[]> =>
  ((await service.get(`/v1/complaints/${no}/notifications`)) as { readonly items: readonly Notification[] }).items;
const sent = async (): Promise<readonly Notification[]> =>
  (await notifications()).filter(({ status }) => status === 'delivered');
const delivered = async (): Promise<Told> =>
  ((await service.get('/v1/lateness?drills=true')) as { readonly delivered: Told }).delivered;
const handle = (): ReturnType<ServiceProcesses['client']['workflow']['getHandle']> =>
  service.client.workflow.getHandle(caseWorkflowId(no));

describe('while the mail server and a receiver of webhooks are away for the whole life of a case', () => {
  it('every rung fires once, at the moment that was planned for it, and the case is handled and closed', async () => {
    const rungs = await fired();
    expect(rungs.map(({ data }) => `${data.clock}/${data.rung}`)).toEqual(UNTOUCHED_LADDER);
    expect(rungs.map(({ at }) => at)).toEqual(rungs.map(({ data }) => data.dueAt));
    expect(rungs.filter(({ data }) => data.lateBecause !== undefined || data.coalesced === true)).toEqual([]);
    expect(await service.get(`/v1/complaints/${no}`)).toMatchObject({ stage: 'closed' });
  });

  it('who was not reached is seen as failing, with the reason, and counted; the workflow stays', async () => {
    const reasons = async (): Promise<Record<string, number>> => {
      const counts: Record<string, number> = {};
      for (const { channel, status, lastError } of await notifications()) {
        const seen = status === 'failing' ? `${channel} ${lastError}` : `${channel} ${status}`;
        counts[seen] = (counts[seen] ?? 0) + 1;
      }
      return counts;
    };
    await expect
      .poll(reasons, { timeout: 30_000, interval: 200 })
      .toEqual({ 'email SMTP ESOCKET': MAILS, 'email moot': MOOT, 'webhook HTTP not reachable': HOOKS });
    expect((await notifications()).filter(({ deliveredAt, attempts }) => deliveredAt !== null || attempts < 1)).toEqual(
      [],
    );
    expect(await delivered()).toMatchObject({ count: 0, outstanding: MAILS + HOOKS });
    expect((await handle().describe()).status.name).toBe('RUNNING');
  });

  it('the doctor names the mail server', async () => {
    const { code, out } = await service.command('doctor', '--json');
    const findings = JSON.parse(out) as readonly { readonly part: string }[];
    expect([code, findings.find(({ part }) => part === 'mail')]).toMatchObject([
      1,
      { ok: false, detail: `127.0.0.1:${mailPort} takes no mails (ESOCKET)` },
    ]);
  });
});

describe('when they are back', () => {
  let back: number;
  beforeAll(async () => {
    back = Date.now();
    receivers = [await startMailReceiver(mailPort), await startHookReceiver(hookPort)];
    await vi.waitUntil(async () => (await delivered()).outstanding === 0, { timeout: 90_000, interval: 250 });
  });

  it('each message goes out by itself and arrives once', async () => {
    const [mails = [], hooks = []] = receivers.map(({ arrivals }) => arrivals.seen.map(({ key }) => key));
    const keys = (await sent()).map(({ messageKey }) => messageKey);
    expect([...mails, ...hooks].toSorted()).toEqual([...new Set(keys)].toSorted());
  });

  it('what nobody needs any more is not sent; a lapse is, and says what has happened since', async () => {
    const all = await notifications();
    expect(all.filter(({ item, status }) => item.endsWith('/due') && status !== 'delivered')).toEqual([]);
    const moot = all.filter(({ status }) => status === 'moot');
    const items = new Set(moot.map(({ item }) => item));
    for (const item of ['reply/1/75%', 'reply/1/due+1h', 'reply/1/due+3h', 'report/1/75%', 'report/1/due+2h'])
      expect(items).toContain(item);
    for (const { lastError } of moot) expect(lastError).toMatch(/^not needed any more: /);
    const lapsed = receivers.flatMap(({ arrivals }) =>
      arrivals.seen.filter(({ key }) => key.includes('/reply/1/due/')),
    );
    expect(lapsed.length).toBeGreaterThan(0);
    for (const { text } of lapsed) {
      expect(text).toMatch(/已于 .+ 登记/);
      expect(text).not.toContain('至今没有登记');
    }
  });

  it('rows and figures say how late, messages say when; none blames an outage that was not', async () => {
    const all = await sent();
    const rungs = await fired();
    expect(all.filter(({ attempts, deliveredAt }) => attempts < 2 || Date.parse(deliveredAt ?? '') < back)).toEqual([]);
    expect(
      new Map(
        (await notifications()).map(({ item, firedAt, plannedAt }) => [
          item,
          Date.parse(firedAt) - Date.parse(plannedAt),
        ]),
      ),
    ).toEqual(new Map(rungs.map(({ data }) => [`${data.clock}/${data.occurrence}/${data.rung}`, data.lateMs])));
    const latest = Math.max(
      ...all.map(({ deliveredAt, plannedAt }) => Date.parse(deliveredAt ?? '') - Date.parse(plannedAt)),
    );
    const { count, early, maxMs } = await delivered();
    expect([count, early]).toEqual([all.length, 0]);
    // The database counts in microseconds.
    expect(Math.abs((maxMs ?? 0) - latest)).toBeLessThanOrEqual(2);
    const texts = receivers.flatMap(({ arrivals }) => arrivals.seen.map(({ text }) => text));
    expect(texts.filter((text) => text.includes('系统曾中断运行') || !/\d{4}年\d{1,2}月\d{1,2}日/.test(text))).toEqual(
      [],
    );
  });

  it('the workflow ends, and the log is what it was: nothing was decided because of them', async () => {
    expect(await handle().result()).toMatchObject({ no, stage: 'closed' });
    expect((await fired()).length).toBe(UNTOUCHED_LADDER.length);
    expect((await log()).at(-1)?.type).toBe('CaseClosed');
    const history = await replayOwn(service.client, no, 'receivers-away');
    expect(mostPendingTimers(history)).toBeLessThanOrEqual(1);
    // Tries that failed cost no history.
    const started = (history.events ?? []).filter((event) => event.activityTaskStartedEventAttributes);
    const scheduled = (history.events ?? []).filter((event) => event.activityTaskScheduledEventAttributes);
    expect(started.length).toBe(scheduled.length);
  });
});
