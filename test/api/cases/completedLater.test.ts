import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outletComplaint } from '../../support/cases/complaints.ts';
import { startTestApi, type Answer, type TestApi } from '../../support/cases/testApi.ts';

let api: TestApi;
let no = '';
beforeAll(async () => {
  api = await startTestApi();
  const complainant = { name: '测试丁', phone: '13900000901' };
  no = (await api.post('/v1/complaints', outletComplaint({ complainant, drill: undefined }))).body.no;
});
afterAll(() => api.stop());

const AS_CLERK = { 'X-Redress-Actor': 'local', 'Accept-Language': 'en' };
const edit = (fields: Record<string, unknown>): Promise<Answer> =>
  api.post(`/v1/complaints/${no}/actions/edit`, { fields }, AS_CLERK);
const facts = async (): Promise<unknown> =>
  (await api.db.query('select fields from fact_cases where no = $1', [no])).rows[0].fields;

describe('what was not known of a complainant at intake', () => {
  it.each([
    [{ segment: 'wholesale' }, 'field-invalid', '/fields/segment'],
    [{ holder: ['cash', 'miner'] }, 'field-invalid', '/fields/holder'],
    [{ homeUnit: 'outlet-nowhere' }, 'field-invalid', '/fields/homeUnit'],
    [{ phone: '13900000902' }, 'field-unknown', '/fields/phone'],
    [{ tier: 'vip' }, 'field-unknown', '/fields/tier'],
  ])('is checked as at intake: %j is refused', async (fields, code, pointer) => {
    const { status, body } = await edit(fields);
    expect([status, body.code, body.errors.map((one: { pointer: string }) => one.pointer)]).toEqual([
      422,
      code,
      [pointer],
    ]);
    expect(await facts()).toEqual({ siteVisit: false, tier: 'ordinary' });
  });

  it('is filled in by a clerk: in the case, in its facts and on its timeline', async () => {
    const known = { segment: 'corporate', holder: ['cash'], homeUnit: 'outlet-jiefanglu' };
    const answer = await edit({ ...known, holder: 'cash' });
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    expect(answer.body.fields).toMatchObject(known);
    expect(await facts()).toMatchObject(known);
    const { items } = (await api.get(`/v1/complaints/${no}/timeline`, AS_CLERK)).body;
    const edited = items.find(({ type }: { type?: string }) => type === 'FieldsEdited');
    expect(edited).toMatchObject({ label: 'Edited', data: { fields: known } });
  });

  it('does not move the case: it was routed at intake', async () => {
    expect((await api.get(`/v1/complaints/${no}`, AS_CLERK)).body.unit).toBe('outlet-renminlu');
  });
});
