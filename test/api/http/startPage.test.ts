import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp, type AppOptions } from '../../../api/app.ts';
import { httpServer } from '../../../api/http/httpServer.ts';
import { openedCase } from '../../support/cases/openedCase.ts';
import { startTestApi, type TestApi } from '../../support/cases/testApi.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({ demonstration: true });
});
afterAll(() => api.stop());

type List = Readonly<{ title: string; href: string | null; query: string; packs: readonly string[] }>;

const listsIn = async (locale: string): Promise<readonly List[]> =>
  (await api.get('/', { accept: 'application/json', 'accept-language': locale })).body.lists;

/** Where a link leads: the query that the Temporal UI is opened with. */
const queryAt = async (href: string): Promise<string> => {
  const { status, headers } = await api.send(href, { redirect: 'manual' });
  const to = new URL(headers.get('location') ?? '');
  expect([status, to.origin, to.pathname]).toEqual([302, 'http://ui.test', expect.stringMatching(/\/workflows$/)]);
  return to.searchParams.get('query') ?? '';
};

describe('the start page', () => {
  it('has links to the overdue cases, to those due within the hour, and to each level of the packs', async () => {
    const lists = await listsIn('zh');
    expect(lists.slice(0, 2).map(({ title }) => title)).toEqual(['已逾期', '一小时内到期']);
    const levels = new Set(api.packs.inForce().flatMap(({ engine }) => engine.levels.map(({ id }) => id)));
    expect(lists.slice(2).map(({ href }) => href)).toEqual([...levels].map((id) => `/temporal/level/${id}`));
    expect(lists.map(({ title }) => title)).toContain('层级:网点');
    expect((await listsIn('en')).map(({ title }) => title)).toContain(
      'Level: Complaint office / General office / Supervision office',
    );
  });

  it('is a page for a browser, in its language', async () => {
    const page = await api.get('/', { accept: 'text/html', 'accept-language': 'en' });
    for (const text of ['<a href="/temporal/overdue">Overdue now</a>', '<a href="/docs">', 'RedressNextDue'])
      expect(page.body).toContain(text);
    expect((await api.get('/', { accept: 'text/html' })).body).toContain('<a href="/temporal/overdue">已逾期</a>');
  });

  it('makes only queries that visibility takes', async () => {
    for (const { href } of await listsIn('zh')) {
      const query = await queryAt(href ?? '');
      expect([query, (await api.client.workflow.count(query)).count]).toEqual([query, expect.any(Number)]);
    }
  });

  it('finds a case in the list of its level while it is on its way, due soon, and overdue', async () => {
    const found = async (list: string, no: string): Promise<boolean> => {
      const query = `${await queryAt(`/temporal/${list}`)} AND RedressNo = '${no}'`;
      return (await api.client.workflow.count(query)).count === 1;
    };
    const listsOf = async (no: string): Promise<readonly string[]> => {
      const levels = ['handling', 'outlet', 'branch', 'province', 'head-office'].map((level) => `level/${level}`);
      const all = ['overdue', 'due-within-the-hour', ...levels];
      const here = await Promise.all(all.map((list) => found(list, no)));
      return all.filter((_, index) => here[index]);
    };
    const registered = (phone: number, over: Record<string, unknown>): Promise<string> =>
      openedCase(api, phone, { pack: 'branch-emergency', fields: { siteVisit: false }, ...over });
    const slow = await registered(13_930_000_001, {
      pack: 'cn-statutory',
      channel: 'phone',
      unit: 'head-office',
      category: 'product',
      complainant: { name: '张三', phone: '13930000001' },
      fields: { complex: false },
    });
    const soon = await registered(13_930_000_002, {});
    const late = await registered(13_930_000_003, { drill: { speed: 7_200 } });
    await expect.poll(() => listsOf(slow), { timeout: 20_000 }).toEqual(['level/handling']);
    await expect.poll(() => listsOf(soon), { timeout: 20_000 }).toEqual(['due-within-the-hour', 'level/outlet']);
    await expect
      .poll(() => listsOf(late), { timeout: 30_000 })
      .toEqual(['overdue', expect.stringMatching(/branch|province/)]);
  });

  it('counts the hour from when a link is followed', async () => {
    const end = async (): Promise<number> =>
      Date.parse(/RedressNextDue <= '(.*)'/.exec(await queryAt('/temporal/due-within-the-hour'))?.[1] ?? '');
    const first = await end();
    expect(Math.abs(first - Date.now() - 3_600_000)).toBeLessThan(5_000);
    await expect.poll(end).toBeGreaterThan(first);
  });

  it('names a list that is not there, and the query where nobody has set the address of the UI', async () => {
    const unknown = await api.get('/temporal/level/nowhere');
    expect([unknown.status, unknown.body.detail]).toEqual([404, '没有这个案件列表;见 /']);
    const deps = { packs: api.packs, locale: 'en' } as unknown as AppOptions['deps'];
    const server = httpServer(
      createApp({
        deps,
        routes: [],
        version: 'test',
        temporalUi: { namespace: 'redress', workflowType: 'redress-complaint' },
        log: () => {},
      }),
      'en',
    ).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const ask = async (path: string, accept: string): Promise<string> =>
      (await fetch(base + path, { headers: { accept } })).text();
    expect(await ask('/', 'text/html')).toMatch(
      /REDRESS_TEMPORAL_UI.*Overdue now: <code>WorkflowType = 'redress-complaint' AND ExecutionStatus/s,
    );
    expect(await ask('/temporal/overdue', 'application/json')).toContain('RedressOverdue = true');
    server.close();
    server.closeAllConnections();
  });
});
