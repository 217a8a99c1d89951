import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';

const DATABASE = 'ledger_migration';
/** Any constant that nobody else locks. */
const LOCK = 7_210_199;

/** Holds every migrator up at the table that is made in the middle of the migrations. */
const TRAP = `
  create function wait_for_the_ledger() returns event_trigger language plpgsql as $$
  begin
    if to_regclass('public.notification_attempts') is not null and to_regclass('public.dev_mails') is null
      then perform pg_advisory_xact_lock(${LOCK}); end if;
  end $$;
  create event trigger ledger_trap on ddl_command_end
    when tag in ('CREATE TABLE') execute function wait_for_the_ledger();`;

const SHAPE = `select coalesce(string_agg(table_name || '.' || column_name || ' ' || data_type,
  ', ' order by table_name,
    column_name), '') as shape
  from information_schema.columns where table_schema = 'public'`;

/**
 * The product's own migrations, run by a process of their own on an empty database beside the real one, and broken off
 * half-way.
 */
export class MigrationTrial {
  readonly halfDone: string[] = [];
  readonly #url: string;
  #migrator: ChildProcess | undefined;
  #holder: Client | undefined;
  /** The empty database and its trap are there; a server that is only just back may not have come to it in time. */
  #laid = false;

  /** `url`: the real database; a superuser's. */
  constructor(url: string) {
    this.#url = url;
  }

  /** Starts the migrations and waits until they stand still in the middle; false when they did not within `ms`. */
  async begin(ms: number): Promise<boolean> {
    this.#laid = false;
    try {
      await query(this.#url, `drop database if exists ${DATABASE} with (force)`, `create database ${DATABASE}`);
      await query(this.#there, TRAP);
      this.#laid = true;
      this.#holder = new Client({ connectionString: this.#there });
      this.#holder.on('error', () => {});
      await this.#holder.connect();
      await this.#holder.query(`select pg_advisory_lock(${LOCK})`);
      this.#migrator = this.#startMigrator();
      const deadline = Date.now() + ms;
      while (Date.now() < deadline) {
        const waiting = await this.#holder.query(
          `select 1 from pg_locks where locktype = 'advisory' and objid = ${LOCK} and not granted`,
        );
        if (waiting.rowCount !== 0) return true;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      return false;
    } catch {
      return false;
    }
  }

  /**
   * After the server was killed: nothing of the broken file may be there, and running the migrations again gives the
   * whole schema. Nothing is tried where there was nothing to break off.
   */
  async finish(): Promise<void> {
    this.#migrator?.kill('SIGKILL');
    await this.#holder?.end().catch(() => {});
    await untilAnswering(this.#url);
    if (!this.#laid) return;
    const left = await query(
      this.#there,
      `select to_regclass('public.notifications') as made, (select count(*) from schema_migrations) as files`,
    ).catch(() => undefined);
    if (left?.['made'] !== null && left !== undefined) this.halfDone.push('a broken-off migration left tables behind');
    await query(this.#there, 'drop event trigger if exists ledger_trap').catch(() => {});
    const code = await exitOf(this.#startMigrator());
    const wanted = await query(this.#url, SHAPE);
    const found = await query(this.#there, SHAPE);
    if (code !== 0) this.halfDone.push(`the migrations did not run again (exit ${code})`);
    else if (wanted?.['shape'] !== found?.['shape']) this.halfDone.push('the migrations run again gave another schema');
    await query(this.#url, `drop database if exists ${DATABASE} with (force)`);
  }

  get #there(): string {
    return this.#url.replace(/\/[^/]*$/, `/${DATABASE}`);
  }

  #startMigrator(): ChildProcess {
    return spawn(process.execPath, [fileURLToPath(new URL('migrator.js', import.meta.url)), this.#there], {
      stdio: 'ignore',
    });
  }
}

async function query(
  url: string,
  ...statements: readonly string[]
): Promise<Readonly<Record<string, unknown>> | undefined> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 15_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    let last: Readonly<Record<string, unknown>> | undefined;
    for (const statement of statements)
      last = (await client.query(statement)).rows?.[0] as Readonly<Record<string, unknown>> | undefined;
    return last;
  } finally {
    await client.end().catch(() => {});
  }
}

async function untilAnswering(url: string): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if ((await query(url, 'select 1').catch(() => undefined)) !== undefined) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('PostgreSQL did not answer within half a minute after it was killed');
}

function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once('exit', (code) => resolve(code)));
}
