import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bank } from '../../support/cases/bank.ts';
import { caller, outletComplaint } from '../../support/cases/complaints.ts';
import { rulesPackSource } from '../../support/rules/rulesPack.ts';
import { startTestApi, type Answer, type TestApi } from '../../support/cases/testApi.ts';

/** Who alone may know of confidential cases. */
const KEEPER = 'press-1';
/** Named in the confidential case; heard of nowhere else but in the list of staff. */
const NAMED = 'union-1';
const STRANGERS = bank.people.map((one) => one.id).filter((id) => id !== KEEPER);

let api: TestApi;
let phone = 13_940_000_000;
/** Confidential: the one that others refer to, and two that became one with others. */
let marked: string;
let absorbed: string;
let target: string;
let receipts: readonly string[];
/** For everybody. */
let repeat: string;
let linked: string;
let survivor: string;
let merged: string;
const KEY = { 'Idempotency-Key': 'linked-while-it-was-known' };
let hiddenSeq: readonly number[];

const as = (person: string): Record<string, string> => ({ 'X-Redress-Actor': person });
const act = async (
  no: string,
  action: string,
  fields: Record<string, unknown>,
  person: string,
  headers: Record<string, string> = {},
): Promise<Answer> => {
  const answer = await api.post(`/v1/complaints/${no}/actions/${action}`, { fields }, { ...as(person), ...headers });
  if (answer.status !== 200) throw new Error(`${action}: ${JSON.stringify(answer.body)}`);
  return answer;
};
async function open(
  over: Record<string, unknown> = {},
): Promise<{ readonly no: string; readonly receiptCode: string }> {
  phone += 1;
  const body = outletComplaint({
    pack: 'rules-across',
    drill: undefined,
    complainant: caller(String(phone)),
    ...over,
  });
  const { body: answer, status } = await api.post('/v1/complaints', body, as('liaison-renminlu'));
  if (status !== 201) throw new Error(JSON.stringify(answer));
  return answer;
}
const conceal = (no: string): Promise<Answer> =>
  act(no, 'reclassify', { category: 'media', reason: 'mistake' }, 'liaison-renminlu');

beforeAll(async () => {
  const source = rulesPackSource()
    .replace(/reclassify: \{ by: \[/, (start) => `${start}media-contact, `)
    .replace(/merge: \{ by: \[/, (start) => `${start}media-contact, `);
  api = await startTestApi({ source });
  const one = caller('13949990001');
  const first = await open({ complainant: one });
  marked = first.no;
  repeat = (await open({ complainant: one })).no;
  linked = (await open()).no;
  const answer = await act(linked, 'link', { no: marked }, 'handler-renminlu', KEY);
  expect(JSON.stringify(answer.body)).toContain(marked);
  await act(marked, 'edit', { namedStaff: NAMED }, 'local');
  await conceal(marked);

  const ending = await open();
  merged = ending.no;
  const into = await open();
  target = into.no;
  await act(merged, 'merge', { into: target }, 'handler-renminlu');
  await conceal(target);

  const going = await open();
  absorbed = going.no;
  const staying = await open();
  survivor = staying.no;
  await conceal(absorbed);
  await conceal(survivor);
  await act(absorbed, 'merge', { into: survivor }, KEEPER);
  await act(survivor, 'reclassify', { category: 'atm', reason: 'mistake' }, KEEPER);
  receipts = [first, into, going].map((each) => each.receiptCode);
  const { rows } = await api.db.query(
    "select seq from events where no = any($1) and type in ('CaseLinked', 'CaseAbsorbed')",
    [[linked, survivor]],
  );
  hiddenSeq = rows.map((row) => row.seq);
});
afterAll(() => api.stop());

const traces = (): readonly string[] => [marked, absorbed, target, ...receipts, NAMED];
function expectNoTrace(what: string, answer: Answer | string, person: string): void {
  const text = typeof answer === 'string' ? answer : JSON.stringify([answer.body, [...answer.headers]]);
  // Somebody's own id is no secret to them, nor is it told by the number of a case.
  for (const trace of traces()) if (trace !== person) expect(text, `${what} to ${person}`).not.toContain(trace);
}

/** All that is streamed from the beginning until the change of `last`. */
async function streamed(person: string, last: string): Promise<string> {
  const ended = new AbortController();
  const headers = { ...as(person), 'Last-Event-ID': '0-0' };
  const stream = await fetch(`${api.url}/v1/events`, { headers, signal: ended.signal });
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  while (!text.includes(last)) text += (await reader?.read())?.value ?? '';
  ended.abort();
  return text;
}

describe('a case that somebody may not know of', () => {
  it.each(STRANGERS)('leaves no trace in any answer to %s', async (person) => {
    const cases = [repeat, linked, survivor, merged];
    for (const no of cases) {
      const view = await api.get(`/v1/complaints/${no}`, as(person));
      expect(view.status).toBe(200);
      const clocks: readonly string[] = [
        ...new Set<string>(
          view.body.clocks.map(
            (clock: { id: string; occurrence: number }) => `${clock.id}/explanation?occurrence=${clock.occurrence}`,
          ),
        ),
      ];
      for (const path of [
        '',
        '?fresh=1',
        '/timeline',
        '/notifications',
        '/complainant',
        ...clocks.map((clock) => `/clocks/${clock}`),
        '/clocks/none/explanation',
      ])
        expectNoTrace(`${no}${path}`, await api.get(`/v1/complaints/${no}${path}`, as(person)), person);
      for (const hidden of [marked, absorbed, target])
        for (const [action, fields] of [
          ['link', { no: hidden }],
          ['merge', { into: hidden }],
        ] as const) {
          const { body } = await api.post(`/v1/complaints/${no}/actions/${action}`, { fields }, as(person));
          const { body: none } = await api.post(
            `/v1/complaints/${no}/actions/${action}`,
            { fields: { [Object.keys(fields)[0] ?? '']: '20000101-000001' } },
            as(person),
          );
          expect(body).toEqual({ ...none, ...(none.instance === undefined ? {} : { instance: body.instance }) });
        }
    }
    for (const hidden of [marked, absorbed, target]) {
      const there = await api.get(`/v1/complaints/${hidden}`, as(person));
      const none = await api.get('/v1/complaints/20000101-000001', as(person));
      expect([there.status, there.body.detail]).toEqual([404, none.body.detail]);
    }
    for (const path of [
      '/v1/complaints?limit=200',
      '/v1/complaints?limit=200&sort=registeredAt',
      '/v1/complaints?limit=1',
      `/v1/complaints?q=13949990001`,
      `/v1/complaints?q=${receipts[0]}`,
      '/v1/lateness',
      '/v1/units',
      '/v1/packs',
      '/v1/packs/rules-across',
      '/metrics',
      '/readyz',
    ])
      expectNoTrace(path, await api.get(path, as(person)), person);
    const last = (await open()).no;
    const heard = await streamed(person, last);
    expectNoTrace('/v1/events', heard, person);
    for (const no of [linked, survivor]) {
      const told = [...heard.matchAll(/data: (.*)/g)].map(([, data]) => JSON.parse(data ?? '{}'));
      const types = told.filter((one) => one.no === no).map((one) => one.type);
      expect(types).not.toContain('CaseLinked');
      expect(types).not.toContain('CaseAbsorbed');
    }
  });

  it('is named to whoever may know of it', async () => {
    const links = async (no: string): Promise<unknown> =>
      (await api.get(`/v1/complaints/${no}`, as(KEEPER))).body.links;
    expect(await links(repeat)).toEqual([{ no: marked, kind: 'repeat' }]);
    expect(await links(linked)).toEqual([{ no: marked, kind: 'related' }]);
    expect(await links(survivor)).toEqual([{ no: absorbed, kind: 'merged' }]);
    expect(await links(merged)).toEqual([{ no: target, kind: 'merged-into' }]);
    const timeline = await api.get(`/v1/complaints/${survivor}/timeline`, as(KEEPER));
    expect(JSON.stringify(timeline.body)).toContain(absorbed);
  });

  it('is gone from an answer that was given before and is asked for again', async () => {
    const again = await api.post(
      `/v1/complaints/${linked}/actions/link`,
      { fields: { no: marked } },
      { ...as('handler-renminlu'), ...KEY },
    );
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(again.body.links).toEqual([]);
  });

  it('leaves a gap in the places of a timeline, and what the class goes by is not told', async () => {
    const items = async (
      no: string,
      person: string,
    ): Promise<readonly { type: string; seq: number; data: Record<string, unknown> }[]> =>
      (await api.get(`/v1/complaints/${no}/timeline`, as(person))).body.items.filter(
        (one: { kind: string }) => one.kind === 'event',
      );
    const shown = await items(linked, 'local');
    const whole = await items(linked, KEEPER);
    expect(whole.length - shown.length).toBe(1);
    expect(hiddenSeq).toContain(whole.find((one) => !shown.some((other) => other.seq === one.seq))?.seq);
    const rules = (list: Awaited<ReturnType<typeof items>>): readonly unknown[] =>
      list.filter((one) => one.type === 'ClassChanged').map((one) => one.data['rule']);
    expect(rules(await items(repeat, KEEPER)).filter((rule) => rule !== undefined)).not.toEqual([]);
    expect(rules(await items(repeat, 'local')).filter((rule) => rule !== undefined)).toEqual([]);
  });

  it('counts in no figure of whoever may not know of it', async () => {
    await api.db.query(
      `insert into rungs (no, clock, occurrence, rung, due_at, fired_at, late_ms, suspended, coalesced, notify)
       values ($1, 'reply', 1, 'made-up', now(), now(), 987654, false, false, '{}')`,
      [marked],
    );
    const mine = (await api.get('/v1/lateness', as('local'))).body;
    const keepers = (await api.get('/v1/lateness', as(KEEPER))).body;
    expect(keepers.maxMs).toBe(987_654);
    expect(keepers.count - mine.count).toBeGreaterThan(0);
    expect(JSON.stringify(mine)).not.toContain('987654');
  });

  it('is in no what-if, not in one that was kept from before it was confidential', async () => {
    const later = (await open()).no;
    const ask = async (): Promise<Answer> =>
      api.post(
        '/v1/packs/rules-across/what-if',
        { from: new Date(Date.now() - 86_400_000).toISOString().slice(0, 10), to: '2999-12-30' },
        { ...as('local'), 'Idempotency-Key': 'asked-before' },
      );
    const first = await ask();
    expect(first.status, JSON.stringify(first.body)).toBe(200);
    expectNoTrace('what-if', first, 'local');
    expect(JSON.stringify(first.body)).toContain(later);
    await conceal(later);
    const second = await ask();
    expect(second.status).toBe(200);
    expect(JSON.stringify(second.body)).not.toContain(later);
    expect(second.body.cases).toHaveLength(first.body.cases.length - 1);
  });

  it('counts nowhere in the portions of a period that is closed', async () => {
    const today = new Date(Date.now() - 48 * 3_600_000).toISOString().slice(0, 10);
    await api.db.query("update complaints set origin = origin - interval '20 days'");
    const visible = (
      await api.db.query('select count(*)::int as n from cases where access_roles is null and not drill')
    ).rows[0].n;
    let counted = 0;
    let next: string | null = null;
    do {
      const body: Record<string, unknown> = { until: today, limit: 1, ...(next === null ? {} : { after: next }) };
      const answer: Answer = await api.post('/v1/class-freezes', body, as('local'));
      expect(answer.status, JSON.stringify(answer.body)).toBe(200);
      expectNoTrace('/v1/class-freezes', answer, 'local');
      const left: readonly number[] = Object.values(answer.body.left);
      counted += answer.body.frozen + left.reduce((sum, one) => sum + one, 0);
      next = answer.body.next;
    } while (next !== null);
    expect(counted).toBe(visible);
  });
});
