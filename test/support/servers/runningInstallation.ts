import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ready } from '../../../runtime/machine/readyFile.ts';

export type Part = 'worker' | 'api' | 'temporal' | 'postgres';

export interface InstallationOptions {
  /** Where its data are; a new folder when absent. */
  readonly folder?: string;
  /** Settings beside those of a newcomer. */
  readonly env?: Readonly<Record<string, string>>;
}

/** `redress up` as a newcomer starts it, in a folder of its own, with everything embedded. */
export class RunningInstallation {
  readonly folder: string;
  readonly ready: Ready;
  readonly process: ChildProcess;
  readonly #said: () => string;
  readonly #env: NodeJS.ProcessEnv;

  private constructor(folder: string, env: NodeJS.ProcessEnv, ready: Ready, child: ChildProcess, said: () => string) {
    this.folder = folder;
    this.#env = env;
    this.ready = ready;
    this.process = child;
    this.#said = said;
  }

  static async start(options: InstallationOptions = {}): Promise<RunningInstallation> {
    const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'redress-e2e-'));
    const env = { ...environment(folder), ...options.env };
    const child = spawn(process.execPath, ['dist/cli/main.js', 'up', '--demo'], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
    const file = join(folder, 'ready.json');
    // After a kill the file of the last start is still there.
    const isReady = (): boolean =>
      existsSync(file) && (JSON.parse(readFileSync(file, 'utf8')) as Ready).pid === child.pid;
    while (!isReady() && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 100));
    if (child.exitCode !== null) throw new Error(said);
    return new RunningInstallation(folder, env, JSON.parse(readFileSync(file, 'utf8')) as Ready, child, () => said);
  }

  get said(): string {
    return this.#said();
  }

  /** Process of a part as it runs now. */
  pid(part: Part): number {
    const read = (...path: readonly string[]): string => readFileSync(join(this.folder, ...path), 'utf8');
    if (part === 'postgres') return Number(read('postgres', 'data', 'postmaster.pid').split('\n')[0]);
    if (part === 'temporal') return (JSON.parse(read('temporal', 'server.json')) as { pid: number }).pid;
    const last = read('logs', `${part}.log`)
      .split('\n')
      .findLast((line) => line.startsWith('{"ready":true'));
    return (JSON.parse(last ?? '{}') as { pid: number }).pid;
  }

  /** Another `redress` command on the same folder. */
  command(...args: readonly string[]): Promise<{ readonly code: number | null; readonly out: string }> {
    return new Promise((resolve) => {
      const child = spawn(process.execPath, ['dist/cli/main.js', ...args], { env: this.#env });
      let out = '';
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (chunk: Buffer) => (out += chunk.toString('utf8')));
      child.on('exit', (code) => resolve({ code, out }));
    });
  }

  /** Asks it to stop; its exit code. */
  stop(): Promise<number | null> {
    if (this.process.exitCode !== null) return Promise.resolve(this.process.exitCode);
    const ended = new Promise<number | null>((resolve) => this.process.once('exit', resolve));
    this.process.kill('SIGTERM');
    return ended;
  }
}

function environment(folder: string): NodeJS.ProcessEnv {
  // Ports of its own: another installation that runs beside it must not take one while its server is down.
  const ports = {
    REDRESS_PORT: '0',
    REDRESS_POSTGRES_PORT: '0',
    REDRESS_TEMPORAL_PORT: '0',
    REDRESS_TEMPORAL_UI_PORT: '0',
  };
  return {
    ...process.env,
    ...ports,
    REDRESS_LOCALE: 'zh',
    REDRESS_DATA: folder,
    DATABASE_URL: '',
    TEMPORAL_ADDRESS: '',
  };
}
