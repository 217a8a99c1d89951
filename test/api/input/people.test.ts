import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outletComplaint } from '../../support/cases/complaints.ts';
import { startTestApi, type TestApi } from '../../support/cases/testApi.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const known = { name: 'Zhou Lan', tier: 'ordinary', segment: 'retail', holder: ['cash'] };

async function registered(
  over: Readonly<Record<string, unknown>>,
): Promise<{ readonly no: string; readonly kept: unknown }> {
  const answer = await api.post('/v1/complaints', outletComplaint(over));
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  const { no } = answer.body;
  const { body } = await api.get(`/v1/complaints/${no}/complainant`, { 'X-Redress-Actor': 'handler-renminlu' });
  return { no, kept: body };
}

describe('people as they are', () => {
  it.each(['(212) 555-0100 x12', '212.555.0100'])('may be reached at %s, kept as it was written', async (phone) => {
    const { kept } = await registered({ complainant: { ...known, phone } });
    expect(kept).toMatchObject({ complainant: { phone } });
  });

  it('may have an e-mail address and no telephone', async () => {
    const { kept } = await registered({ complainant: { ...known, email: 'zhou.lan@example.com' } });
    expect(kept).toMatchObject({ complainant: { email: 'zhou.lan@example.com' } });
  });

  it('may tell their story in ten thousand characters and more; only white space at its ends is dropped', async () => {
    const story = `他们说\n\n\t${'钱没有退回来。'.repeat(2_000)} 就这样`;
    const { no, kept } = await registered({
      complainant: { ...known, phone: '13900000077' },
      demand: `  ${story}\n\n`,
    });
    expect(kept).toMatchObject({ demand: story });
    const noted = await api.post(
      `/v1/complaints/${no}/actions/comment`,
      { note: `\t${story} ` },
      { 'X-Redress-Actor': 'handler-renminlu' },
    );
    expect(noted.status).toBe(200);
    const { body } = await api.get(`/v1/complaints/${no}/timeline`, { 'X-Redress-Actor': 'handler-renminlu' });
    expect(JSON.stringify(body).includes(JSON.stringify(story))).toBe(true);
  });

  it('are told how long a text may be', async () => {
    const answer = await api.post('/v1/complaints', outletComplaint({ demand: '字'.repeat(20_001) }));
    expect([answer.status, answer.body.errors]).toMatchObject([422, [{ pointer: '/demand' }]]);
  });
});
