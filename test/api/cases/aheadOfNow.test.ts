import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApi, type Answer, type TestApi } from '../../support/cases/testApi.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({ source: readFileSync('packs/cfpb.yaml', 'utf8'), worker: false });
});
afterAll(() => api.stop());

const DETAIL = 'must not lie in the future: a clock counts from it; give the moment at which it happened';
const FAULT = {
  status: 422,
  body: { code: 'field-invalid', errors: [{ pointer: '/fields/sentToCompanyAt', detail: DETAIL }] },
};
const ENGLISH = { 'Accept-Language': 'en' };
const inAnHour = (): string => new Date(Date.now() + 3_600_000).toISOString();
const register = (sentToCompanyAt: string): Promise<Answer> =>
  api.post(
    '/v1/complaints',
    {
      channel: 'portal',
      unit: 'branch-office',
      category: 'mortgage',
      complainant: { name: '测试丙', phone: '13900000801' },
      demand: 'Correct it',
      fields: { sentToCompanyAt },
    },
    ENGLISH,
  );

describe('the moment that a clock counts from', () => {
  it('is refused at registration while it is still to come, and nothing is stored', async () => {
    expect(await register(inAnHour())).toMatchObject(FAULT);
    expect((await api.db.query('select 1 from complaints')).rows).toEqual([]);
  });

  it('is refused in a correction as well', async () => {
    const { status, body } = await register(new Date(Date.now() - 86_400_000).toISOString());
    expect(status).toBe(201);
    expect(
      await api.post(`/v1/complaints/${body.no}/actions/edit`, { fields: { sentToCompanyAt: inAnHour() } }, ENGLISH),
    ).toMatchObject(FAULT);
  });
});
