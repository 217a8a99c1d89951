import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openedCase } from '../support/cases/openedCase.ts';
import { startTestApi, type TestApi } from '../support/cases/testApi.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const found = async (query: string): Promise<readonly string[]> => {
  const ids: string[] = [];
  for await (const { workflowId } of api.client.workflow.list({ query })) ids.push(workflowId);
  return ids;
};

describe('an administrator sees in the Temporal UI', () => {
  it('an input that can be read: the rules stand in a header', async () => {
    const no = await openedCase(api, 13_920_000_001);
    const { events } = await api.client.workflow.getHandle(`complaint/${no}`).fetchHistory();
    const { input, header } = events?.[0]?.workflowExecutionStartedEventAttributes ?? {};
    const encodings = (input?.payloads ?? []).map((one) => String(Buffer.from(one.metadata?.['encoding'] ?? [])));
    expect([encodings, Object.keys(header?.fields ?? {})]).toEqual([['json/plain'], ['redress-rules']]);
  });

  it('a case by its number and its handler, and among the overdue ones until it is answered', async () => {
    const no = await openedCase(api, 13_920_000_002, { drill: { speed: 7_200 }, fields: { siteVisit: false } });
    const act = async (action: string, fields: Record<string, unknown>, person: string): Promise<void> => {
      const answer = await api.post(
        `/v1/complaints/${no}/actions/${action}`,
        { fields },
        { 'X-Redress-Actor': person },
      );
      expect(answer.body).toMatchObject({ no });
    };
    await act('assign', { handler: 'handler-renminlu' }, 'liaison-renminlu');
    const byNumber = `RedressNo = '${no}' AND RedressHandler = 'handler-renminlu'`;
    const overdue = `${byNumber} AND RedressOverdue = true`;
    await expect.poll(() => found(byNumber), { timeout: 20_000 }).toEqual([`complaint/${no}`]);
    await expect.poll(() => found(overdue), { timeout: 30_000 }).toEqual([`complaint/${no}`]);
    await act('reply', { outcome: 'explained' }, 'handler-renminlu');
    await act('report', {}, 'handler-renminlu');
    await expect.poll(() => found(overdue), { timeout: 20_000 }).toEqual([]);
  });
});
