import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseWorkflowId } from '../../support/workflows/caseWorkflowId.ts';
import { stoppedCases } from '../../../client/stoppedCases.ts';
import { simulate } from '../../../domain/whatif/simulate.ts';
import { caller, outletComplaint } from '../../support/cases/complaints.ts';
import { startTestApi, type Answer, type TestApi } from '../../support/cases/testApi.ts';

const HOUR = 3_600_000;
const at = (ms: number): string => new Date(ms).toISOString();

describe('a complaint that is brought in with its past', () => {
  let api: TestApi;
  let phone = 13_900_020_000;
  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.stop());

  const bring = (over: Record<string, unknown>, actor = 'local'): Promise<Answer> => {
    const { drill: _drill, ...body } = outletComplaint({ complainant: caller(String((phone += 1))) });
    return api.post('/v1/past-complaints', { ...body, ...over }, { 'X-Redress-Actor': actor });
  };
  const workflowOf = (no: string): Promise<string | undefined> =>
    api.client.workflow
      .getHandle(caseWorkflowId(no))
      .describe()
      .then(
        ({ status }) => status.name,
        () => undefined,
      );
  const toldOf = (no: string): readonly string[] =>
    api.told.filter(({ text }) => text.includes(no)).map((one) => one.to);
  /** The first rung that somebody hears of when nobody acts, ms after registration. */
  const firstRung = (): number => {
    const { engine } = api.packs.inForce()[0] as NonNullable<ReturnType<typeof api.packs.find>>;
    const origin = Date.now();
    const intake = {
      channel: 'outlet',
      unit: 'outlet-renminlu',
      category: 'non-blueprint',
      fields: { tier: 'ordinary', segment: 'retail', holder: ['cash'] },
    };
    const lived = simulate(engine, { at: origin, intake, script: [] });
    if (!lived.ok) throw new Error(JSON.stringify(lived.rejection));
    const [first] = lived.value.rungs;
    return (first?.at ?? 0) - origin;
  };

  it('is over without a workflow where it had ended, with the due moments that the rules gave then', async () => {
    const registeredAt = Date.now() - 40 * 24 * HOUR;
    const history = [
      { at: at(registeredAt + HOUR), action: 'accept', actor: 'handler-renminlu' },
      { at: at(registeredAt + 60 * HOUR), action: 'resolve', fields: { outcome: 'refunded' }, note: '已退费' },
      { at: at(registeredAt + 61 * HOUR), action: 'close' },
    ];
    const brought = await bring({ registeredAt: at(registeredAt), history });
    expect(brought.body).toMatchObject({ registeredAt: at(registeredAt), handler: 'handler-renminlu' });
    expect(brought).toMatchObject({ status: 201, body: { stage: 'closed', closedAt: at(registeredAt + 61 * HOUR) } });
    const { no, importedAt } = brought.body;
    expect(Date.now() - Date.parse(importedAt)).toBeLessThan(60_000);
    expect(no.slice(0, 8)).toBe(new Date(registeredAt + 8 * HOUR).toISOString().slice(0, 10).replaceAll('-', ''));
    const { items } = (await api.get(`/v1/complaints/${no}/timeline`)).body;
    expect(items.at(-1)).toMatchObject({ type: 'CaseImported', actor: { id: 'local' } });
    expect(items.find((one: { type: string }) => one.type === 'CaseResolved')).toMatchObject({
      at: at(registeredAt + 60 * HOUR),
      // Nobody was named.
      actor: { id: 'unknown' },
      notes: [{ text: '已退费' }],
    });
    expect(await workflowOf(no)).toBeUndefined();
    // One that was late is over all the same, and nobody takes its workflow for one that somebody has deleted.
    expect(
      (await api.get(`/v1/complaints/${no}`)).body.clocks.some((one: { status: string }) => one.status !== 'met'),
    ).toBe(true);
    expect(await stoppedCases(api.db, api.gateway.stops)).not.toContain(no);
    expect((await api.get(`/v1/complaints/${no}/notifications`)).body.items).toEqual([]);
    // It can be acted on as any other that has ended.
    const comment = await api.post(`/v1/complaints/${no}/actions/comment`, { note: '查阅' });
    expect(comment).toMatchObject({ status: 200, body: { stage: 'closed' } });
  });

  it('tells nobody of what lay before, and everybody as usual of what comes due afterwards', async () => {
    const rung = firstRung();
    const ahead = 8_000;
    const late = await bring({ registeredAt: at(Date.now() - 30 * 24 * HOUR) });
    const soon = await bring({ registeredAt: at(Date.now() + ahead - rung) });
    expect(late).toMatchObject({ status: 201, body: { stage: 'registered', overdue: true } });
    await expect.poll(() => toldOf(soon.body.no).length, { timeout: 40_000 }).toBeGreaterThan(0);
    await expect.poll(() => workflowOf(late.body.no)).toBe('RUNNING');
    await pause(1_000);
    expect(toldOf(late.body.no)).toEqual([]);
    expect((await api.get(`/v1/complaints/${late.body.no}/notifications`)).body.items).toEqual([]);
    const timeline = (await api.get(`/v1/complaints/${late.body.no}/timeline`)).body.items;
    const rungs = timeline.filter((one: { type?: string }) => one.type === 'RungFired');
    expect(rungs.length).toBeGreaterThan(0);
    for (const one of rungs) expect(one.label).toMatch(/^迁入前,未通知/);
    const { items } = (await api.get(`/v1/complaints/${soon.body.no}/notifications`)).body;
    for (const one of items) expect(Date.parse(one.plannedAt)).toBeGreaterThan(Date.parse(soon.body.importedAt));
    // What is due to be told afterwards is also what is counted as late or on time.
    const { rows } = await api.db.query('select no from rungs where no = any($1)', [[late.body.no, soon.body.no]]);
    expect(new Set(rows.map(({ no }) => no))).toEqual(new Set([soon.body.no]));
  });

  it('is refused with everything that is wrong with it, by place', async () => {
    const registeredAt = Date.now() - 10 * HOUR;
    const pointers = ({ status, body }: Answer): ReadonlySet<string> =>
      new Set([String(status), ...body.errors.map((one: { pointer: string }) => one.pointer)]);
    const unreadable = await bring({
      registeredAt: at(registeredAt),
      channel: 'pigeon',
      history: [
        { at: at(registeredAt - HOUR), action: 'accept', actor: '13987654321' },
        { at: at(Date.now() + HOUR), action: 'wish' },
        { at: at(registeredAt + HOUR), action: 'merge', fields: { into: 'x' } },
      ],
    });
    expect(pointers(unreadable)).toEqual(
      new Set([
        '422',
        '/channel',
        '/history/0/at',
        '/history/0/actor',
        '/history/1/at',
        '/history/1/action',
        '/history/2/action',
      ]),
    );
    expect(JSON.stringify(unreadable.body)).not.toContain('13987654321');
    const against = await bring({
      registeredAt: at(registeredAt),
      history: [
        { at: at(registeredAt + 1 * HOUR), action: 'close' },
        { at: at(registeredAt + 2 * HOUR), action: 'accept' },
        { at: at(registeredAt + 3 * HOUR), action: 'accept' },
      ],
    });
    expect(pointers(against)).toEqual(new Set(['422', '/history/0', '/history/2']));
    expect((await bring({ registeredAt: at(Date.now() + HOUR) })).body.errors[0].pointer).toBe('/registeredAt');
    expect(await bring({ registeredAt: at(registeredAt) }, 'leader')).toMatchObject({ status: 403 });
  });

  it('is known by its reference: what is otherwise, of its past too, is named and not brought in', async () => {
    const reference = { system: 'old-crm', id: 'P-1' };
    const registeredAt = Date.now() - 100 * HOUR;
    const accepted = { at: at(registeredAt + HOUR), action: 'accept', actor: 'handler-renminlu' };
    const resolved = {
      at: at(registeredAt + 2 * HOUR),
      action: 'resolve',
      fields: { outcome: 'refunded' },
      note: '甲',
    };
    const closed = { at: at(registeredAt + 3 * HOUR), action: 'close' };
    const complainant = caller('13900029998');
    const line = { reference, complainant, registeredAt: at(registeredAt), history: [accepted, resolved] };
    const { no } = (await bring(line)).body;
    const differing = async (over: Record<string, unknown>): Promise<readonly string[]> => {
      const { body } = await bring({ ...line, ...over });
      expect(body).toMatchObject({ code: 'reference-known', no });
      return body.errors.slice(1).map((one: { pointer: string }) => one.pointer);
    };
    expect(await differing({})).toEqual([]);
    const explained = { ...resolved, fields: { outcome: 'explained' } };
    expect(await differing({ history: [{ ...accepted, at: at(registeredAt + 1) }, explained, closed] })).toEqual([
      '/history/0',
      '/history/1',
      '/history/2',
    ]);
    expect(await differing({ registeredAt: at(registeredAt - HOUR) })).toEqual(['/registeredAt']);
  });

  it('counts against the cap of its customer what was paid before', async () => {
    const complainant = caller('13900029997');
    const paid = (amount: string, daysAgo: number): Promise<Answer> => {
      const registeredAt = Date.now() - daysAgo * 24 * HOUR;
      const step = (minutes: number, action: string, actor: string, fields = {}): object => ({
        at: at(registeredAt + minutes * 60_000),
        action,
        actor,
        fields,
      });
      const history = [
        step(1, 'accept', 'handler-renminlu'),
        step(2, 'persuade', 'handler-renminlu', { accepted: false }),
        step(3, 'pay', 'handler-renminlu', { amount }),
        step(4, 'approve', 'head-renminlu'),
        step(5, 'approve', 'liaison-renminlu'),
      ];
      return bring({ category: 'urgent-cash', complainant, registeredAt: at(registeredAt), history });
    };
    const first = await paid('3000.00', 9);
    expect(first.body.errors ?? []).toEqual([]);
    const { rows } = await api.db.query('select amount::int, status from reservations where no = $1', [first.body.no]);
    expect(rows).toEqual([{ amount: 300_000, status: 'spent' }]);
    const second = await paid('2500.00', 8);
    expect(second).toMatchObject({ status: 422, body: { code: 'history-refused' } });
    expect(second.body.errors[0].pointer).toBe('/history/2/fields/amount');
    expect((await paid('2000.00', 8)).status).toBe(201);
  });

  it('is a repeat of the case before it, never of one that came later', async () => {
    const complainant = caller('13900029999');
    const days = (n: number): string => at(Date.now() - n * 24 * HOUR);
    const later = await bring({ complainant, registeredAt: days(10) });
    const earlier = await bring({ complainant, registeredAt: days(20) });
    const last = await bring({ complainant, registeredAt: days(5) });
    expect(later.body.links).toEqual([]);
    expect(earlier.body.links).toEqual([]);
    expect(last.body.links).toEqual([{ no: earlier.body.no, kind: 'repeat' }]);
  });
});
