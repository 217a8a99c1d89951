import { randomBytes } from 'node:crypto';
import { Connection } from '@temporalio/client';
import { testTemporal } from './servers.ts';

/** A namespace on the run's Temporal with these attributes in it already: codes of their types by name. */
export class OwnNamespace {
  readonly address: string;
  readonly name: string;
  readonly #connection: Connection;

  private constructor(address: string, name: string, connection: Connection) {
    this.address = address;
    this.name = name;
    this.#connection = connection;
  }

  static async with(attributes: Readonly<Record<string, number>>): Promise<OwnNamespace> {
    const { address } = await testTemporal();
    const connection = await Connection.connect({ address });
    const own = new OwnNamespace(address, `own-${randomBytes(4).toString('hex')}`, connection);
    await connection.workflowService.registerNamespace({
      namespace: own.name,
      workflowExecutionRetentionPeriod: { seconds: 86_400 as unknown as never },
    });
    // The server takes a moment to know it.
    for (;;) {
      const added = await connection.operatorService
        .addSearchAttributes({ namespace: own.name, searchAttributes: { ...attributes } })
        .then(
          () => true,
          (error: unknown) => (error as { code?: number }).code !== 5,
        );
      if (added && (await own.has(Object.keys(attributes)))) return own;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  async has(names: readonly string[]): Promise<boolean> {
    const found = await this.#connection.operatorService
      .listSearchAttributes({ namespace: this.name })
      .catch(() => undefined);
    return found !== undefined && names.every((name) => name in found.customAttributes);
  }

  async remove(...names: readonly string[]): Promise<void> {
    await this.#connection.operatorService.removeSearchAttributes({
      namespace: this.name,
      searchAttributes: [...names],
    });
    while (await this.has(names)) await new Promise((resolve) => setTimeout(resolve, 100));
  }

  async close(): Promise<void> {
    await this.#connection.close();
  }
}
