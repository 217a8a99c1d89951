import type { AddressInfo } from 'node:net';
import { Connection } from '@temporalio/client';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { calendarFinding } from '../../../cli/doctor/calendarFinding.ts';
import { findingLine } from '../../../cli/doctor/doctor.ts';
import { mailFindings } from '../../../cli/doctor/mailFindings.ts';
import { namespaceFinding } from '../../../cli/doctor/namespaceFinding.ts';
import { workerFinding } from '../../../cli/doctor/workerFinding.ts';
import { loadEnvironment } from '../../../config/environment.ts';
import { calendarLibrary, withPublished } from '../../../packs/calendar/calendarLibrary.ts';
import { loadPacks } from '../../../packs/load/loadPacks.ts';
import { LIBRARY } from '../../support/rules/workCalendars.ts';
import { testTemporal } from '../../support/servers/servers.ts';

const packs = loadPacks('packs').map((one) => one.pack);
const at = (text: string): number => Date.parse(`${text}+08:00`);

describe('the doctor looks at next year’s calendars', () => {
  it('and says nothing before December', () => {
    expect(calendarFinding(packs, LIBRARY, at('2026-11-30T23:59:00'))).toMatchObject({
      part: 'calendar',
      ok: true,
    });
    expect(calendarFinding(packs, LIBRARY, at('2026-11-30T23:59:00'))).not.toHaveProperty('warn');
  });

  it('and warns from 1 December on when one is missing, says how to mend it, and is well all the same', () => {
    const finding = calendarFinding(packs, LIBRARY, at('2026-12-01T00:01:00'));
    expect(finding).toMatchObject({ part: 'calendar', ok: true, warn: true, detail: { en: 'year missing: cn 2027' } });
    expect(findingLine(finding, 'en')).toMatch(/^! calendar +year missing: cn 2027\n {2}→ .*redress calendar import/);
    expect(findingLine(calendarFinding(packs, LIBRARY, at('2026-12-01T00:01:00')), 'zh')).toMatch(
      /^! 工作日历 {9}缺少年份:cn 2027\n {2}→ 通知公布后执行:redress calendar import/,
    );
  });

  it('and is content with one that was published on this installation', () => {
    const cn2027 = LIBRARY['cn']?.at(-1);
    if (cn2027 === undefined) throw new Error('the year is gone');
    const published = withPublished(LIBRARY, calendarLibrary([{ ...cn2027, status: 'published', version: 1 }]));
    expect(calendarFinding(packs, published, at('2026-12-01T00:01:00'))).not.toHaveProperty('warn');
  });
});

describe('the doctor looks at the namespace', () => {
  it('and says that it does not exist, what follows, and the command for whoever may make it', async () => {
    const { address } = await testTemporal();
    const connection = await Connection.connect({ address });
    const error: unknown = await connection.operatorService
      .listSearchAttributes({ namespace: 'nowhere' })
      .catch((refusal: unknown) => refusal);
    await connection.close();
    const line = findingLine(namespaceFinding('nowhere', address, error), 'en');
    expect(line).toContain(`answers at ${address}, but namespace nowhere does not exist: no case can be started`);
    expect(line).toMatch(/→ redress prepare-temporal; or.*temporal operator namespace create .*--namespace nowhere/s);
  });

  it('and says what the server says where it may not look', () => {
    const refused = Object.assign(new Error('7 PERMISSION_DENIED: Request unauthorized.'), {
      code: 7,
      details: 'Request unauthorized.',
      metadata: {},
    });
    expect(findingLine(namespaceFinding('bank', 'cluster:7233', refused), 'en')).toContain(
      'says nothing of namespace bank: 7 PERMISSION_DENIED: Request unauthorized.',
    );
  });
});

describe('the doctor looks at workers', () => {
  const now = at('2026-11-23T09:00:00');
  const poller = (identity: string, secondsAgo = 30): Parameters<typeof workerFinding>[0][number] => ({
    identity,
    lastAccessTime: { seconds: now / 1_000 - secondsAgo },
  });

  it('and counts each once, however often it polls', () => {
    const finding = workerFinding([poller('7@one'), poller('7@one'), poller('7@two')], now);
    expect(finding).toMatchObject({ ok: true, count: 2 });
    expect(findingLine(finding, 'en')).toMatch(/^✔ worker +2 workers poll for work$/);
    expect(workerFinding([poller('7@one')], now)).toMatchObject({
      ok: true,
      count: 1,
      detail: { en: '1 worker polls for work' },
    });
  });

  it('and counts none that has gone, though Temporal remembers it', () => {
    expect(workerFinding([poller('7@one', 200), poller('8@one')], now)).toMatchObject({ count: 1 });
    expect(workerFinding([poller('7@one', 200)], now)).toMatchObject({
      ok: false,
      count: 0,
      detail: { en: 'nobody polls for work' },
    });
    expect(findingLine(workerFinding([poller('7@one', 200)], now), 'zh')).toBe(
      '✘ worker           没有 worker 领取任务\n  → 查看数据目录下的 logs/worker.log',
    );
  });
});

describe('the doctor looks at where mails go', () => {
  const servers = [0, 1].map(() => new SMTPServer({ authOptional: true, disabledCommands: ['STARTTLS', 'AUTH'] }));
  let own: string;
  let sink: string;
  beforeAll(async () => {
    const ports = await Promise.all(
      servers.map(
        (one) =>
          new Promise<number>((resolve) =>
            one.listen(0, '127.0.0.1', () => resolve((one.server.address() as AddressInfo).port)),
          ),
      ),
    );
    [own = '', sink = ''] = ports.map((port) => `127.0.0.1:${port}`);
  });
  afterAll(() => Promise.all(servers.map((one) => new Promise<void>((resolve) => one.close(() => resolve())))));
  const ready = (): Parameters<typeof mailFindings>[1] => ({
    smtp: `smtp://${sink}`,
    mail: 'http://127.0.0.1:7080/dev/mail',
  });
  const told = async (settings: Record<string, string>, running = ready()): Promise<readonly (readonly unknown[])[]> =>
    (await mailFindings(loadEnvironment(settings), running)).map(({ part, ok, detail }) => [part, ok, detail.en]);

  it('the mail sink of what runs, unless a server of one’s own is set', async () => {
    expect(await told({})).toEqual([['mail sink', true, 'takes mails; read them at http://127.0.0.1:7080/dev/mail']]);
  });

  it('a server of one’s own; rehearsals go to the sink all the same', async () => {
    expect(await told({ REDRESS_SMTP_URL: `smtp://${own}` })).toEqual([
      ['mail', true, `${own} takes mails`],
      ['mail sink', true, 'takes mails; read them at http://127.0.0.1:7080/dev/mail'],
    ]);
  });

  it('that server alone where worker and API run by themselves, and none where no setting says so', async () => {
    const byThemselves = (settings: Record<string, string>): ReturnType<typeof mailFindings> =>
      mailFindings(loadEnvironment(settings), undefined);
    expect((await byThemselves({ REDRESS_SMTP_URL: `smtp://${own}` })).map((one) => one.detail.en)).toEqual([
      `${own} takes mails`,
    ]);
    expect(await byThemselves({})).toEqual([]);
  });

  it('and says which does not take any, without its password', async () => {
    expect(
      await told({ REDRESS_SMTP_URL: `smtp://${own}`, REDRESS_DRILL_SMTP_URL: 'smtp://me:secret@127.0.0.1:1' }),
    ).toEqual([
      ['mail', true, `${own} takes mails`],
      ['mail of drills', false, '127.0.0.1:1 takes no mails (ESOCKET)'],
    ]);
  });
});
