import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { Client, Connection } from '@temporalio/client';
import { projectRoot } from '../../../config/projectRoot.ts';
import type { ReadyLine } from '../../../runtime/childPart.ts';
import { stopProcess } from '../../../runtime/machine/processes.ts';
import { prepareNamespace } from '../../../runtime/temporal/prepareNamespace.ts';
import type { Database } from '../../../store/database/database.ts';
import { bankDatabase } from './bankDatabase.ts';
import { testTemporal } from './servers.ts';

/** A part as a process of its own. */
export interface PartProcess {
  readonly part: 'api' | 'worker';
  readonly pid: number;
  readonly port: number | undefined;
  /** How it ended: its exit code, or the signal that killed it. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
  /** What it has written on standard error. */
  readonly said: () => string;
}

/** Longer than the grace that each part gives to what it has under way. */
const STOP_MS = 60_000;

/**
 * API and workers as containers run them: processes of their own on a database and a namespace of their own, the
 * programs of the build. Nobody starts one again that has ended, so that a test sees how it ended and decides who goes
 * on.
 */
export class ServiceProcesses {
  readonly db: Database;
  readonly client: Client;
  readonly #connection: Connection;
  readonly #env: NodeJS.ProcessEnv;
  readonly #parts: PartProcess[] = [];
  #api = '';

  private constructor(db: Database, connection: Connection, env: NodeJS.ProcessEnv) {
    this.db = db;
    this.#connection = connection;
    this.client = new Client({ connection, namespace: String(env['TEMPORAL_NAMESPACE']) });
    this.#env = env;
  }

  /** Starts the API, and no worker yet. `reach`: by which address its database is reached. */
  static async start(
    settings: Readonly<Record<string, string>>,
    reach: (url: string) => Promise<string> = (url) => Promise.resolve(url),
  ): Promise<ServiceProcesses> {
    const { url, db } = await bankDatabase();
    const { address } = await testTemporal();
    // Workers of the build ask on the one queue that all installations have: what keeps tests apart is the namespace.
    const namespace = `processes-${randomBytes(4).toString('hex')}`;
    await prepareNamespace({ address }, namespace);
    const env = {
      ...process.env,
      DATABASE_URL: await reach(url),
      TEMPORAL_ADDRESS: address,
      TEMPORAL_NAMESPACE: namespace,
      REDRESS_MASTER_KEY: randomBytes(32).toString('base64'),
      REDRESS_PORT: '0',
      LOG_LEVEL: 'warn',
      ...settings,
    };
    const service = new ServiceProcesses(db, await Connection.connect({ address }), env);
    const { port } = await service.#start('api');
    service.#api = `http://127.0.0.1:${port}`;
    return service;
  }

  /** What the API has written on standard error. */
  get apiSaid(): string {
    return this.#parts.find(({ part }) => part === 'api')?.said() ?? '';
  }

  startWorker(settings: Readonly<Record<string, string>> = {}): Promise<PartProcess> {
    return this.#start('worker', settings);
  }

  /** Ends all workers that still run. */
  async stopWorkers(): Promise<void> {
    const workers = this.#parts.filter(({ part }) => part === 'worker');
    await Promise.all(workers.map(({ pid }) => stopProcess(pid, 'SIGTERM', STOP_MS)));
    await Promise.all(workers.map(({ ended }) => ended));
  }

  async get(path: string): Promise<unknown> {
    return this.#asked(path, { headers: { 'accept-language': 'en' } });
  }

  async post(
    path: string,
    body: unknown,
    person = 'local',
    headers: Readonly<Record<string, string>> = {},
  ): Promise<unknown> {
    return this.#asked(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'X-Redress-Actor': person, ...headers },
      body: JSON.stringify(body),
    });
  }

  /** A `redress` command on the same servers. */
  command(...args: readonly string[]): Promise<{ readonly code: number | null; readonly out: string }> {
    return new Promise((resolve) => {
      const child = spawn(process.execPath, ['dist/cli/main.js', ...args], {
        cwd: projectRoot(),
        env: this.#env,
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let out = '';
      child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString('utf8')));
      child.on('close', (code) => resolve({ code, out }));
    });
  }

  /** Workers end before the API, and all before the connections that they are looked at through. */
  async stop(): Promise<void> {
    await this.stopWorkers();
    for (const { pid } of this.#parts) await stopProcess(pid, 'SIGTERM', STOP_MS);
    await this.#connection.close();
    await this.db.end();
  }

  async #asked(path: string, init: RequestInit): Promise<unknown> {
    const answer = await fetch(this.#api + path, init);
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
    return JSON.parse(text);
  }

  async #start(part: 'api' | 'worker', settings: Readonly<Record<string, string>> = {}): Promise<PartProcess> {
    const child = spawn(process.execPath, [`dist/${part}/main.js`], {
      cwd: projectRoot(),
      env: { ...this.#env, ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
    const ended = new Promise<number | NodeJS.Signals | null>((resolve) =>
      child.once('exit', (code, signal) => resolve(signal ?? code)),
    );
    const line = await Promise.race([firstLine(child.stdout), ended]);
    if (typeof line !== 'string' || !line.startsWith('{"ready":true'))
      throw new Error(`the ${part} stopped while it started (${line}): ${said}`);
    const { pid, port } = JSON.parse(line) as ReadyLine;
    const started = { part, pid, port, ended, said: () => said };
    this.#parts.push(started);
    return started;
  }
}

function firstLine(stream: Readable): Promise<string> {
  return new Promise((resolve) => createInterface({ input: stream }).once('line', resolve));
}
