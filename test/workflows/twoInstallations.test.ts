import { afterAll, beforeAll, expect, it } from 'vitest';
import { replayCase } from '../../cli/repair/replayCase.ts';
import { latestStatus, unknownWorkflows } from '../../cli/repair/complaintWorkflows.ts';
import { complaintWorkflowId, engineNames } from '../../contracts/engineNames.ts';
import { outletComplaint } from '../support/cases/complaints.ts';
import { startTestApi, type TestApi } from '../support/cases/testApi.ts';

const NAMES = ['branch-east', 'branch-west'] as const;
let apis: readonly TestApi[];

beforeAll(async () => {
  apis = await Promise.all(NAMES.map((name) => startTestApi({ name })));
});

afterAll(async () => {
  await Promise.all(apis.map((api) => api.stop()));
});

it('two installations of different names share a namespace: the same number is a case of each', async () => {
  for (const { db } of apis) await db.query("select setval('complaint_numbers', 999990000)");
  const opened = await Promise.all(
    apis.map((api) =>
      api.post('/v1/complaints', outletComplaint({ complainant: { name: '甲', phone: '13960000001' } })),
    ),
  );
  const [no, ...others] = opened.map(({ body }) => String(body.no));
  expect(others).toEqual([no]);
  const [east, west] = apis as [TestApi, TestApi];
  expect(
    (await east.post(`/v1/complaints/${no}/actions/accept`, {}, { 'X-Redress-Actor': 'handler-renminlu' })).status,
  ).toBe(200);
  const stages = await Promise.all(apis.map(async (api) => (await api.get(`/v1/complaints/${no}`)).body.stage));
  expect(stages[0]).not.toBe(stages[1]);
  await west.client.workflow
    .getHandle(complaintWorkflowId(String(no), engineNames('branch-west').complaint))
    .terminate();
  const [eastern, western] = NAMES.map((name) => engineNames(name).complaint) as [string, string];
  const lostIn = (api: TestApi, type: string): ReturnType<typeof unknownWorkflows> =>
    unknownWorkflows(api.client, type, () => Promise.resolve([]));
  await expect
    .poll(async () => (await lostIn(west, western)).lost.includes(String(no)), { timeout: 20_000 })
    .toBe(true);
  expect([
    await latestStatus(west.client, String(no), western),
    await latestStatus(east.client, String(no), eastern),
  ]).toEqual(['TERMINATED', 'RUNNING']);
  expect((await lostIn(east, eastern)).strays).toEqual([]);
  // Its history is read under its own name too.
  const truth = await replayCase(east.client, String(no), 0, eastern);
  expect(truth?.state.stage).toBe(stages[0]);
});
