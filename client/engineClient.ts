import { Client, Connection, type ClientOptions } from '@temporalio/client';
import type { Connect, EngineAccess } from './connectNatively.ts';

type EngineClientOptions = Readonly<{
  access: EngineAccess;
  connectMs: number;
  /** A cheaper connection, used as soon as there is one. */
  connect?: Connect;
}> &
  Pick<ClientOptions, 'namespace' | 'interceptors'>;

/**
 * A client whether the server is there or away. The first connection is made with the first call that finds it, so the
 * API takes complaints while Temporal is away; the cheaper one can only be made while the server is there.
 */
export class EngineClient {
  /** For questions asked now and then. */
  readonly lazy: Client;
  readonly #options: EngineClientOptions;
  #cheap: Client | undefined;
  #connecting = false;
  #closed = false;

  constructor(options: EngineClientOptions) {
    const { access, connectMs } = options;
    this.#options = options;
    this.lazy = this.#clientOver(Connection.lazy({ ...access, connectTimeout: connectMs }));
  }

  /**
   * For whatever is asked often. A call and its deadline belong to one client, so take it once for both. Without the
   * cheaper connection this begins to make it.
   */
  get(): Client {
    if (this.#cheap === undefined) void this.#connect();
    return this.#cheap ?? this.lazy;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#cheap?.connection.close();
    await this.lazy.connection.close();
  }

  async #connect(): Promise<void> {
    const { access, connect } = this.#options;
    if (connect === undefined || this.#connecting || this.#closed) return;
    this.#connecting = true;
    try {
      const connection = await connect(access);
      if (this.#closed) await connection.close();
      else this.#cheap = this.#clientOver(connection);
    } catch {
      // The server is away: the next call tries again, and says what it met itself.
    } finally {
      this.#connecting = false;
    }
  }

  #clientOver(connection: ClientOptions['connection']): Client {
    const { namespace, interceptors } = this.#options;
    return new Client({ connection, namespace, interceptors } as ClientOptions);
  }
}
