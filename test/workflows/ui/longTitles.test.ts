import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseWorkflowId } from '../../support/workflows/caseWorkflowId.ts';
import { openedCase } from '../../support/cases/openedCase.ts';
import { startTestApi, type TestApi } from '../../support/cases/testApi.ts';
import { planSource } from '../../support/rules/planSource.ts';

const LONG = '客户投诉处理与升级管理办法'.repeat(20);

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({ source: planSource().replace(/^title: .*$/m, `title: { zh: ${LONG}, en: Long }`) });
});
afterAll(() => api.stop());

describe('a pack whose title is longer than a summary may be', () => {
  it('is cut there at the bytes that a server takes', async () => {
    const handle = api.client.workflow.getHandle(caseWorkflowId(await openedCase(api, 13_920_100_001)));
    const summary = async (): Promise<string> => (await (await handle.describe()).staticSummary()) ?? '';
    await expect.poll(() => summary().catch(() => ''), { timeout: 20_000 }).toMatch(/ · 客户投诉处理.+…$/);
  });
});
