import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { caseWorkflowId } from '../support/workflows/caseWorkflowId.ts';
import { outletComplaint } from '../support/cases/complaints.ts';
import { startRobotServer, type RobotServer } from '../support/receivers/robotServer.ts';
import { ServiceProcesses } from '../support/servers/serviceProcesses.ts';

const folder = mkdtempSync(join(tmpdir(), 'redress-robot-'));
let robot: RobotServer;
let service: ServiceProcesses;

beforeAll(async () => {
  robot = await startRobotServer('dingtalk');
  const file = join(folder, 'channels.yaml');
  const settings = { link: 'https://bank.example/c/{no}', dingtalk: { it: { url: robot.url, secret: robot.secret } } };
  writeFileSync(file, JSON.stringify(settings), { mode: 0o600 });
  service = await ServiceProcesses.start({ REDRESS_SMTP_URL: 'smtp://127.0.0.1:9', REDRESS_CHANNELS: file });
  await service.db.query("update people set dingtalk = 'it', channels = $1 where id = 'it-head'", [
    { notice: ['dingtalk'] },
  ]);
});
afterAll(async () => {
  await service.stop();
  robot.stop();
  rmSync(folder, { recursive: true, force: true });
});

it('a worker tells a department by the robot of its group; none of its secrets is seen anywhere', async () => {
  const worker = await service.startWorker();
  // A drill goes to no group.
  const { drill: _drill, ...complaint } = outletComplaint({ pack: 'branch-emergency' });
  const { no } = (await service.post('/v1/complaints', complaint)) as { readonly no: string };
  const fields = { departments: ['dept-it'] };
  await service.post(`/v1/complaints/${no}/actions/dispatch`, { fields }, 'group-1');
  await expect.poll(() => robot.texts, { timeout: 60_000, interval: 200 }).toHaveLength(1);
  expect(robot.texts[0]).toMatch(new RegExp(`^${no} .*https://bank\\.example/c/${no}$`));
  const notifications = async (): Promise<unknown> => service.get(`/v1/complaints/${no}/notifications`);
  await expect
    .poll(notifications, { timeout: 20_000, interval: 200 })
    .toMatchObject({ items: [{ recipient: 'it-head', channel: 'dingtalk', status: 'delivered' }] });
  const history = await service.client.workflow.getHandle(caseWorkflowId(no)).fetchHistory();
  const seen = [JSON.stringify(history), JSON.stringify(await notifications()), worker.said()].join('\n');
  expect(seen).not.toContain(robot.secret);
  expect(seen).not.toContain(new URL(robot.url).searchParams.get('access_token'));
});
