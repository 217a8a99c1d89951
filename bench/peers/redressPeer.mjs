import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

const ROOT = join(import.meta.dirname, '..', '..');
const AT_ONCE = 8;
/** The slowest rehearsal there is: every other clock of the case stays far away while the promise falls due. */
const SPEED = 2;

/**
 * Redress as `npm start` runs it, over a database of the common server. One deadline is one complaint with a promised
 * time (S1-T8).
 */
export class RedressPeer {
  /** @type {import('node:child_process').ChildProcess | undefined} */
  #child;
  #options;
  /** @type {{ api: string, database: string, pid: number } | undefined} */
  #ready;
  /** @type {Map<string, string>} number of the case → deadline */
  #ids = new Map();
  /** @type {Map<string, number>} deadline → due moment that Redress answered, epoch ms */
  due = new Map();

  /** @param {{ readonly folder: string, readonly databaseUrl: string }} options */
  constructor(options) {
    this.#options = options;
  }

  async start() {
    const { folder, databaseUrl } = this.#options;
    mkdirSync(folder, { recursive: true });
    const log = openSync(join(folder, 'up.log'), 'a');
    const child = spawn(process.execPath, ['dist/cli/main.js', 'up', '--demo'], {
      cwd: ROOT,
      env: { ...process.env, REDRESS_DATA: folder, REDRESS_PORT: '0', DATABASE_URL: databaseUrl, TEMPORAL_ADDRESS: '' },
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    this.#child = child;
    const file = join(folder, 'ready.json');
    while (!existsSync(file) && child.exitCode === null) await sleep(100);
    if (child.exitCode !== null) throw new Error(readFileSync(join(folder, 'up.log'), 'utf8'));
    this.#ready = JSON.parse(readFileSync(file, 'utf8'));
  }

  /**
   * Registers one complaint for each deadline.
   * @param {readonly { readonly id: string, readonly due: number }[]} deadlines
   * @param {string} sinkUrl
   */
  async take(deadlines, sinkUrl) {
    const client = new pg.Client(this.#options.databaseUrl);
    await client.connect();
    await client.query("update people set webhook = $1, email = null where id = 'branch-group-1'", [
      `${sinkUrl}?peer=redress`,
    ]);
    await client.end();
    const waiting = [...deadlines];
    const register = async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await this.#register(next);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, register));
  }

  /** @param {{ readonly id: string, readonly due: number }} deadline */
  async #register({ id, due }) {
    const at = Date.now();
    const answer = await fetch(`${this.#ready?.api}/v1/complaints`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': id },
      body: JSON.stringify({
        pack: 'cutover-emergency',
        channel: 'outlet',
        unit: 'outlet-renminlu',
        category: 'blueprint',
        complainant: { name: '演练', phone: String(13_900_000_000 + Number(id.slice(1))) },
        demand: '请按承诺时限办结',
        fields: { promisedAt: new Date(at + (due - at) * SPEED).toISOString() },
        drill: { speed: SPEED },
      }),
    });
    /** @type {any} */
    const view = await answer.json();
    if (answer.status !== 201) throw new Error(`POST /v1/complaints: ${answer.status} ${JSON.stringify(view)}`);
    const clock = view.clocks.find((/** @type {{ id: string }} */ one) => one.id === 'promise');
    this.#ids.set(view.no, id);
    this.due.set(id, Date.parse(clock.dueAt));
  }

  /**
   * The deadline that a webhook tells about; nothing for messages about anything else.
   * @param {Record<string, any>} body
   * @returns {string | undefined}
   */
  deadlineOf(body) {
    return body.data?.items?.some((/** @type {string} */ item) => /^promise\/\d+\/due$/.test(item))
      ? this.#ids.get(body.data.no)
      : undefined;
  }

  /** Its processes by what they are. */
  pids() {
    const { folder } = this.#options;
    const temporal = JSON.parse(readFileSync(join(folder, 'temporal', 'server.json'), 'utf8')).pid;
    return { own: [this.#part('worker'), this.#part('api'), this.#ready?.pid ?? 0], temporal: [temporal] };
  }

  /** SIGKILL to the worker; the supervisor starts it again. */
  async kill() {
    const before = this.#part('worker');
    process.kill(before, 'SIGKILL');
    while (this.#part('worker') === before) await sleep(50);
  }

  async stop() {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  }

  /** @param {'worker' | 'api'} part */
  #part(part) {
    const lines = readFileSync(join(this.#options.folder, 'logs', `${part}.log`), 'utf8').split('\n');
    return Number(JSON.parse(lines.findLast((line) => line.startsWith('{"ready":true')) ?? '{}').pid);
  }
}
