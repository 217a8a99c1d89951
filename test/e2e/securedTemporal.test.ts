import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caller, outletComplaint } from '../support/cases/complaints.ts';
import { OwnNamespace } from '../support/servers/ownNamespace.ts';
import { redressCommand } from '../support/servers/redressCommand.ts';
import { ServiceProcesses } from '../support/servers/serviceProcesses.ts';
import { testTemporal } from '../support/servers/servers.ts';
import { startTlsTemporal, type TlsTemporal } from '../support/servers/tlsTemporal.ts';

const KEY = 'key-of-the-test';

let secured: TlsTemporal;
let service: ServiceProcesses;

/** A client with its certificate and, unless told otherwise, its key. */
const access = (apiKey = KEY): Readonly<Record<string, string>> => ({
  TEMPORAL_ADDRESS: secured.address,
  TEMPORAL_API_KEY: apiKey,
  TEMPORAL_TLS_CLIENT_CERT_PATH: secured.cert,
  TEMPORAL_TLS_CLIENT_KEY_PATH: secured.key,
  TEMPORAL_TLS_SERVER_CA_CERT_PATH: secured.ca,
});

beforeAll(async () => {
  secured = await startTlsTemporal({ upstream: (await testTemporal()).address, apiKey: KEY });
  service = await ServiceProcesses.start({ REDRESS_SMTP_URL: 'smtp://127.0.0.1:1', ...access() });
});
afterAll(async () => {
  await service.stop();
  secured.stop();
});

describe('a Temporal server that asks for a client certificate and an API key', () => {
  it('is used by API, worker and commands alike', async () => {
    await service.startWorker();
    expect(await service.command('prepare-temporal')).toMatchObject({ code: 0 });
    const { no } = (await service.post('/v1/complaints', outletComplaint({ complainant: caller('13970000001') }))) as {
      readonly no: string;
    };
    await expect
      .poll(() => service.command('verify', no, '--locale', 'en'), { timeout: 40_000 })
      .toMatchObject({
        code: 0,
        out: expect.stringContaining('1 of them against their workflows, 0 unsound'),
      });
    const used = [...secured.calls.keys()].map((path) => path.split('/').at(-1));
    // The API starts the workflow, the worker takes its tasks, the commands describe and ask.
    for (const call of ['StartWorkflowExecution', 'RespondWorkflowTaskCompleted', 'DescribeNamespace', 'QueryWorkflow'])
      expect(used).toContain(call);
  });

  it.each([
    [
      'without the certificate',
      { TEMPORAL_TLS_CLIENT_CERT_PATH: '', TEMPORAL_TLS_CLIENT_KEY_PATH: '' },
      'certificate required',
    ],
    ['with another key', { TEMPORAL_API_KEY: 'another' }, 'Request unauthorized'],
    ['without the authority that vouches for it', { TEMPORAL_TLS_SERVER_CA_CERT_PATH: '' }, 'certificate'],
  ])('lets nobody in %s, and the command says where it knocked and why', async (_how, changed, reason) => {
    const answer = await redressCommand({ ...access(), ...changed }, 'prepare-temporal');
    expect(answer.code).toBe(1);
    expect(answer.out).toContain(`Temporal does not answer at ${secured.address}`);
    expect(answer.out).toContain(reason);
  });
});

describe('a namespace that is prepared by somebody without the right to register', () => {
  let limited: TlsTemporal;
  const asked = (namespace: string): Readonly<Record<string, string>> => ({
    TEMPORAL_ADDRESS: limited.address,
    TEMPORAL_NAMESPACE: namespace,
    TEMPORAL_TLS_CLIENT_CERT_PATH: limited.cert,
    TEMPORAL_TLS_CLIENT_KEY_PATH: limited.key,
    TEMPORAL_TLS_SERVER_CA_CERT_PATH: limited.ca,
  });
  beforeAll(async () => {
    const { address } = await testTemporal();
    limited = await startTlsTemporal({ upstream: address, denied: ['RegisterNamespace', 'AddSearchAttributes'] });
  });
  afterAll(() => limited.stop());

  it('is only looked at when all is there', async () => {
    const { namespace } = await testTemporal();
    expect(await redressCommand(asked(namespace), 'prepare-temporal')).toEqual({
      code: 0,
      out: `namespace ${namespace} at ${limited.address} is ready\n`,
    });
  });

  it('is named with the command for whoever has the right when it is not there', async () => {
    const { code, out } = await redressCommand(asked('not-there'), 'prepare-temporal');
    expect(code).toBe(1);
    expect(out).toContain(
      `temporal operator namespace create --address ${limited.address} --namespace not-there --retention 90d`,
    );
  });

  it('is named with what is missing in it, and the commands', async () => {
    const own = await OwnNamespace.with({ RedressPack: 2 });
    const { code, out } = await redressCommand(asked(own.name), 'prepare-temporal');
    await own.close();
    expect(code).toBe(1);
    expect(out).toContain(`search attributes missing in namespace ${own.name}: `);
    expect(out).toContain(`--address ${limited.address} --namespace ${own.name} --type Bool --name RedressOverdue`);
    expect(out).not.toContain('--name RedressPack');
  });
});
