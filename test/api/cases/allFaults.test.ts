import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caller, outletComplaint } from '../../support/cases/complaints.ts';
import { startTestApi, type Answer, type TestApi } from '../../support/cases/testApi.ts';

describe('a registration with many faults', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi({ worker: false });
  });
  afterAll(() => api.stop());

  const post = (over: Record<string, unknown>, query = ''): Promise<Answer> =>
    api.post(`/v1/complaints${query}`, outletComplaint({ complainant: caller('13900001971'), ...over }));
  const pointers = ({ body }: Answer): ReadonlySet<string> =>
    new Set((body.errors ?? []).map((one: { readonly pointer: string }) => one.pointer));
  const registered = async (): Promise<number> =>
    Number((await api.db.query('select count(*) as n from complaints')).rows[0].n);

  it('hears of all that the pack does not take at once', async () => {
    const answer = await post({
      channel: 'pigeon',
      unit: 'nowhere',
      category: 'weather',
      object: 'wish',
      complainant: { ...caller('13900001971'), tier: 'emperor', shoeSize: 43 },
      fields: { siteVisit: 'perhaps', tier: 'vip' },
    });
    expect(answer.status).toBe(422);
    expect(pointers(answer)).toEqual(
      new Set([
        '/channel',
        '/unit',
        '/category',
        '/object',
        '/complainant/tier',
        '/complainant/shoeSize',
        '/fields/siteVisit',
        '/fields/tier',
      ]),
    );
  });

  it('hears of these also where the form of something else is wrong', async () => {
    const answer = await post({
      channel: 'pigeon',
      category: 'weather',
      complainant: { name: '甲', phone: 'none' },
      demand: '',
    });
    expect(pointers(answer)).toEqual(new Set(['/complainant/phone', '/demand', '/channel', '/category']));
  });

  it('is not told twice of what came in the wrong form', async () => {
    const answer = await post({ channel: 7, unit: undefined, fields: 'none' });
    expect(pointers(answer)).toEqual(new Set(['/channel', '/unit', '/fields']));
  });

  it('has to name a category where the pack has several', async () => {
    const answer = await post({ category: undefined });
    expect(answer).toMatchObject({ status: 422, body: { code: 'field-missing' } });
    expect(answer.body.detail).toContain('non-blueprint');
  });

  it('is tried without being registered', async () => {
    const before = await registered();
    const reference = { system: 'old-crm', id: 'tried' };
    const tried = await post({ drill: undefined, reference }, '?dryRun=true');
    expect(tried).toMatchObject({ status: 200, body: { stage: 'registered', overdue: false, closedAt: null } });
    expect(Date.parse(tried.body.nextDueAt)).toBeGreaterThan(Date.now());
    expect(await post({ channel: 'pigeon' }, '?dryRun=true')).toMatchObject({
      status: 422,
      body: { code: 'channel-unknown' },
    });
    expect(await registered()).toBe(before);
    expect((await post({ reference })).status).toBe(201);
    expect((await post({ reference }, '?dryRun=true')).body.code).toBe('reference-known');
  });
});
