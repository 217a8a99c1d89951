import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseWorkflowId } from '../support/workflows/caseWorkflowId.ts';
import { buildIdOf } from '../../worker/deployment.ts';
import { caller, outletComplaint } from '../support/cases/complaints.ts';
import { ServiceProcesses, type PartProcess } from '../support/servers/serviceProcesses.ts';
import { temporalCliIn } from '../support/servers/temporalCli.ts';

const DEPLOYMENT = 'redress';
let service: ServiceProcesses;
let older: PartProcess;
let no: string;
beforeAll(async () => {
  service = await ServiceProcesses.start({
    REDRESS_SMTP_URL: 'smtp://127.0.0.1:1',
    REDRESS_WORKER_DEPLOYMENT: DEPLOYMENT,
  });
});
afterAll(() => service.stop());

/** As docs/cluster.md has it. */
const deployment = (command: string, ...args: readonly string[]): Promise<string> =>
  temporalCliIn(
    service.client.options.namespace,
    'worker',
    'deployment',
    command,
    '--deployment-name',
    DEPLOYMENT,
    ...args,
  );

/** Which build took the case's next step: something is sent to it, and refused. */
async function nextStep(): Promise<string | null | undefined> {
  const handle = service.client.workflow.getHandle(caseWorkflowId(no));
  await handle.signal('there-is-no-such-action', {});
  await new Promise((resolve) => setTimeout(resolve, 500));
  const { raw } = await handle.describe();
  return raw.workflowExecutionInfo?.versioningInfo?.deploymentVersion?.buildId;
}

const stepsAreTakenBy = (build: string): Promise<void> => expect.poll(nextStep, { timeout: 50_000 }).toBe(build);

describe('two builds of the worker', () => {
  it('a build is named after its release and its workflows', () => {
    expect(buildIdOf('0.1.0', 'a')).toMatch(/^0\.1\.0-[0-9a-f]{8}$/);
    expect(buildIdOf('0.1.0', 'a')).not.toBe(buildIdOf('0.1.0', 'b'));
  });

  it('the first is current by itself', async () => {
    older = await service.startWorker({ REDRESS_BUILD_ID: 'one' });
    ({ no } = (await service.post('/v1/complaints', outletComplaint({ complainant: caller('13970000003') }))) as {
      readonly no: string;
    });
    await stepsAreTakenBy('one');
  });

  it('is seen by who asks whether workers poll', async () => {
    const { connection, options } = service.client;
    const taskQueue = { name: 'redress' };
    const asked = { namespace: options.namespace, taskQueue, taskQueueType: 1 };
    const { pollers } = await connection.workflowService.describeTaskQueue(asked);
    expect(pollers?.length).toBeGreaterThan(0);
  });

  it('another gets no work until somebody lets it, and then the share that it is given', async () => {
    await service.startWorker({ REDRESS_BUILD_ID: 'two' });
    await stepsAreTakenBy('one');
    await expect
      .poll(
        () =>
          deployment('set-ramping-version', '--build-id', 'two', '--percentage', '100', '--yes').then(String, String),
        {
          timeout: 30_000,
        },
      )
      .not.toContain('Error');
    await stepsAreTakenBy('two');
  });

  it('a ramp is taken back, and the case goes on with the build before', async () => {
    await deployment('set-ramping-version', '--build-id', 'two', '--delete', '--yes');
    await stepsAreTakenBy('one');
  });

  it('becomes current, and the build before may be stopped', async () => {
    await deployment('set-current-version', '--build-id', 'two', '--yes');
    process.kill(older.pid, 'SIGTERM');
    expect(await older.ended).toBe(0);
    await stepsAreTakenBy('two');
    expect(await service.command('verify', no, '--locale', 'en')).toMatchObject({ code: 0 });
  });
});
