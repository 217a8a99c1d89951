import { Client } from 'pg';

/**
 * Where a process can be stopped: its transaction is on disk, and nobody has told it so yet. `key row` is one of an
 * action: a registration writes the row of its key in the transaction of the case.
 */
export type CommitPoint = 'key row' | 'case row' | 'answer kept' | 'record';

const writes = (table: string): string =>
  `exists (select 1 from pg_locks l join pg_class c on c.oid = l.relation where l.pid = a.pid
    and l.mode = 'RowExclusiveLock' and c.relname = '${table}')`;

/** Which waiting transaction is meant, told by what it has written. */
const POINTS: Readonly<Record<CommitPoint, string>> = {
  'key row': `a.query like '%insert into idempotency_keys (scope, key, request_hash) %'`,
  'case row': `a.query = 'commit' and ${writes('complaints')} and ${writes('idempotency_keys')}`,
  'answer kept': `a.query like '%update idempotency_keys%'`,
  record: `${writes('events')} and not ${writes('complaints')}`,
};

const LOOK_EVERY_MS = 10;

/**
 * Stops processes right after a commit, from outside: PostgreSQL is told to wait for a standby that does not exist, so
 * every commit is durable at home and its client does not hear of it until the hold is given up. Needs a superuser's
 * address.
 */
export class CommitHold {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  /**
   * On a server that is Temporal's too: holds the commits of this database only. A Temporal that waits itself brings
   * nobody to a commit. Connections that are open already are not held, so this comes before the first.
   */
  async confine(): Promise<void> {
    await this.#withClient(async (client) => {
      await client.query(
        `do $$ begin execute format('alter database %I set synchronous_commit = on', current_database()); end $$`,
      );
      // As durable as "on" where there is no standby.
      await client.query(`alter system set synchronous_commit = 'local'`);
      await client.query('select pg_reload_conf()');
    });
  }

  /** From now on no commit is answered; `release` must follow. */
  async begin(): Promise<void> {
    await this.#withClient(async (client) => {
      await client.query(`alter system set synchronous_standby_names = 'nobody'`);
      await client.query('select pg_reload_conf()');
    });
  }

  /** Waits for a commit at `point`; true when there was one within `ms`. */
  async until(point: CommitPoint, ms: number): Promise<boolean> {
    return this.#withClient(async (client) => {
      const deadline = Date.now() + ms;
      while (Date.now() < deadline) {
        const found = await client.query(
          `select 1 from pg_stat_activity a where a.datname = current_database() and a.wait_event = 'SyncRep'
            and ${POINTS[point]} limit 1`,
        );
        if (found.rowCount !== 0) return true;
        await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
      }
      return false;
    });
  }

  /** Lets commits be answered again; waits for a server that is just being started again. */
  async release(): Promise<void> {
    for (let tries = 0; ; tries += 1) {
      try {
        await this.#withClient(async (client) => {
          await client.query('alter system reset synchronous_standby_names');
          await client.query('select pg_reload_conf()');
        });
        return;
      } catch (error) {
        if (tries > 300) throw error;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
  }

  async #withClient<T>(work: (client: Client) => Promise<T>): Promise<T> {
    const client = new Client({
      connectionString: this.#url,
      application_name: 'ledger',
      connectionTimeoutMillis: 15_000,
    });
    client.on('error', () => {});
    try {
      await client.connect();
      await client.query('set synchronous_commit = local');
      return await work(client);
    } finally {
      await client.end().catch(() => {});
    }
  }
}
