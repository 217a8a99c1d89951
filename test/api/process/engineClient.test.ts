import { afterAll, describe, expect, it } from 'vitest';
import { engineReason } from '../../../client/actionAnswer.ts';
import { connectNatively } from '../../../client/connectNatively.ts';
import { EngineClient } from '../../../client/engineClient.ts';
import { quietRuntime } from '../../support/servers/quietRuntime.ts';
import { testTemporal } from '../../support/servers/servers.ts';

const { address, namespace } = await testTemporal();
const clients: EngineClient[] = [];
afterAll(() => Promise.all(clients.map((one) => one.close())));

function engineClient(connect = connectNatively): EngineClient {
  quietRuntime();
  const client = new EngineClient({ access: { address }, namespace, connectMs: 4_000, connect });
  clients.push(client);
  return client;
}

const asked = (client: ReturnType<EngineClient['get']>): Promise<unknown> =>
  client.connection.workflowService.describeNamespace({ namespace });
const refused = (client: ReturnType<EngineClient['get']>): Promise<string> =>
  client.workflowService.describeNamespace({ namespace: 'there-is-none' }).then(
    () => 'nothing',
    (error: unknown) => engineReason(error),
  );

describe('the client of the engine', () => {
  it('answers at once over the first connection, and then over the cheaper one', async () => {
    const client = engineClient();
    expect(client.get()).toBe(client.lazy);
    await asked(client.lazy);
    await expect.poll(() => client.get() !== client.lazy, { timeout: 10_000 }).toBe(true);
    await expect(asked(client.get())).resolves.toMatchObject({ namespaceInfo: { name: namespace } });
  });

  it('says the same reason whichever connection brought it', async () => {
    const client = engineClient();
    await expect.poll(() => client.get() !== client.lazy, { timeout: 10_000 }).toBe(true);
    const said = await refused(client.get());
    expect(said).toContain('there-is-none');
    expect(said).toBe(await refused(client.lazy));
  });

  it('goes on over the first one while the cheaper one cannot be made, and asks for it again', async () => {
    let tries = 0;
    const client = engineClient(async (access) => {
      tries += 1;
      if (tries < 3) throw new Error('the server is away');
      return connectNatively(access);
    });
    await asked(client.get());
    await expect.poll(() => client.get() !== client.lazy, { timeout: 10_000 }).toBe(true);
    expect(tries).toBe(3);
  });
});
