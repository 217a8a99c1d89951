import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseWorkflowId } from '../../support/workflows/caseWorkflowId.ts';
import { startTestApi, type TestApi } from '../../support/cases/testApi.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({ demonstration: true });
});
afterAll(() => api.stop());

const EN = { 'accept-language': 'en' };

async function brought(body: Record<string, unknown>): Promise<{ readonly no: string; readonly receiptCode: string }> {
  const answer = await api.post('/v1/past-complaints', {
    complainant: { name: 'A. Client', phone: '13900777001' },
    demand: 'Please look into it',
    ...body,
  });
  expect([answer.status, answer.body.errors]).toEqual([201, undefined]);
  return answer.body;
}

async function labelsOf(no: string): Promise<readonly string[]> {
  const { items } = (await api.get(`/v1/complaints/${no}/timeline`, EN)).body;
  return items.map((one: { readonly label: string }) => one.label);
}

/** What whoever looks into the Temporal UI reads; the installation speaks Chinese. */
async function inTheUi(no: string): Promise<{ readonly view: unknown; readonly details: string }> {
  const handle = api.client.workflow.getHandle(caseWorkflowId(no));
  await expect.poll(() => handle.query('view').catch(() => undefined), { timeout: 20_000 }).toBeDefined();
  const { currentDetails = '' } =
    (await handle.query<{ currentDetails?: string }>('__temporal_workflow_metadata')) ?? {};
  return { view: await handle.query('view'), details: currentDetails };
}

describe('a complaint in London', () => {
  it('is shown in the time of London, summer and winter, on the progress page and in the Temporal UI', async () => {
    const { no, receiptCode } = await brought({
      pack: 'fca-disp',
      channel: 'email',
      unit: 'london-office',
      category: 'banking',
      registeredAt: '2026-03-27T17:30:00Z',
      history: [
        { at: '2026-03-30T09:00:00Z', action: 'acknowledge', actor: 'london-handler' },
        {
          at: '2026-04-30T23:30:00Z',
          action: 'final-response',
          actor: 'london-handler',
          fields: { outcome: 'upheld', ombudsman: true },
        },
      ],
    });
    const { body } = await api.get(`/v1/progress/${receiptCode}`, EN);
    expect(body.said.registeredAt).toBe('27 March 2026, 17:30 (Greenwich Mean Time)');
    expect(body.steps.map((one: { label: string; atLabel: string }) => [one.label, one.atLabel])).toEqual([
      ['Acknowledge in writing', '30 March 2026, 10:00 (British Summer Time)'],
      ['Final response', '1 May 2026, 00:30 (British Summer Time)'],
    ]);
    const { view, details } = await inTheUi(no);
    expect(view).toMatchObject({
      registeredAt: '2026-03-27T17:30:00+00:00',
      clocks: expect.arrayContaining([
        expect.objectContaining({ clock: 'final', due: '2026年5月22日 17:30 (英国夏令时间)' }),
        // Its six months end in winter time.
        expect.objectContaining({ clock: 'ombudsman', due: '2026年11月1日 24:00 (格林尼治标准时间)' }),
      ]),
    });
    expect(details).toContain('2026年3月27日 17:30 (格林尼治标准时间) · 登记');
    expect(details).toContain('2026年5月1日 00:30 (英国夏令时间) · 最终答复');
  });
});

describe('a complaint in New York', () => {
  it('is shown in the time of New York, the end of its days as that day, 24:00', async () => {
    const { no, receiptCode } = await brought({
      pack: 'cfpb',
      channel: 'portal',
      unit: 'new-york-office',
      category: 'mortgage',
      fields: { sentToCompanyAt: '2026-02-23T00:30:00Z' },
      registeredAt: '2026-02-24T15:00:00Z',
      history: [
        { at: '2026-03-08T12:00:00Z', action: 'in-progress', actor: 'new-york-handler' },
        {
          at: '2026-03-09T13:00:00Z',
          action: 'reclassify',
          actor: 'new-york-manager',
          fields: { category: 'account', reason: 'mistake' },
        },
      ],
    });
    const { body } = await api.get(`/v1/progress/${receiptCode}`, EN);
    expect(body.said.registeredAt).toBe('24 February 2026, 10:00 (Eastern Standard Time)');
    // The clocks went forward that morning.
    expect(body.steps).toMatchObject([{ atLabel: '8 March 2026, 08:00 (Eastern Daylight Time)' }]);
    const { view, details } = await inTheUi(no);
    expect(view).toMatchObject({
      fields: { 发送至公司时刻: '2026年2月22日 19:30 (北美东部标准时间)' },
      clocks: [
        expect.objectContaining({ clock: 'initial', due: '2026年3月9日 24:00 (北美东部夏令时间)' }),
        expect.objectContaining({ clock: 'final', due: '2026年4月23日 24:00 (北美东部夏令时间)' }),
      ],
    });
    expect(details).toContain('**逾期,自 2026年4月23日 24:00 (北美东部夏令时间) · 60日内最终答复**');
    expect(await labelsOf(no)).toContain('Lapsed · Final response within 60 days');
  });
});
