/** A child process that is restarted when it dies. */

import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { setPriority } from 'node:os';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { backOff } from './machine/backOff.ts';
import { BilingualError } from '../language/bilingual.ts';
import { stopProcess } from './machine/processes.ts';
import { privateFolder } from './machine/privateFolder.ts';
import type { Say } from './machine/say.ts';

export type ChildOptions = Readonly<{
  name: string;
  script: string;
  env: NodeJS.ProcessEnv;
  logFile: string;
  /** Megabytes of JavaScript heap. */
  heapMb: number;
  /** 0 to 19: a flood of requests must not slow deadlines. */
  nice?: number;
  say: Say;
}>;

export type ReadyLine = Readonly<{
  ready: true;
  part: string;
  pid: number;
  port?: number;
}>;

const READY_WITHIN_MS = 60_000;

export class ChildPart {
  readonly #options: ChildOptions;
  readonly #backOff = backOff();
  #child: ChildProcess | undefined;
  #retry: NodeJS.Timeout | undefined;
  #stopping = false;

  constructor(options: ChildOptions) {
    this.#options = options;
    privateFolder(dirname(options.logFile));
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Throws when the first start fails; later deaths are followed by a restart. */
  async start(): Promise<ReadyLine> {
    const ready = await this.#spawn();
    this.#watch(Date.now());
    return ready;
  }

  async stop(graceMs: number): Promise<void> {
    this.#stopping = true;
    clearTimeout(this.#retry);
    const pid = this.#child?.pid;
    if (pid !== undefined) await stopProcess(pid, 'SIGTERM', graceMs);
  }

  kill(): void {
    this.#stopping = true;
    clearTimeout(this.#retry);
    this.#child?.kill('SIGKILL');
  }

  #spawn(): Promise<ReadyLine> {
    const { name, script, env, logFile, heapMb, nice } = this.#options;
    // Own process group: Ctrl-C reaches only the supervisor, which stops the parts in order. When it is gone, a part
    // sees its stdin end.
    const child = spawn(process.execPath, [`--max-old-space-size=${heapMb}`, script], {
      env: { ...env, REDRESS_SUPERVISED: '1' },
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.#child = child;
    if (nice !== undefined && child.pid !== undefined) setPriority(child.pid, nice);
    const log = createWriteStream(logFile, { flags: 'a' });
    child.stderr.pipe(log, { end: false });
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () =>
          reject(
            new BilingualError({
              zh: `${name} 未在 ${READY_WITHIN_MS / 1000} 秒内就绪;请查看 ${logFile}`,
              en: `the ${name} was not ready within ${READY_WITHIN_MS / 1000} s; see ${logFile}`,
            }),
          ),
        READY_WITHIN_MS,
      );
      child.once('error', reject);
      child.once('exit', (code, signal) => {
        clearTimeout(timer);
        log.end();
        reject(
          new BilingualError({
            zh: `${name} 在启动中退出(${signal ?? `退出码 ${code}`});请查看 ${logFile}`,
            en: `the ${name} stopped while it started (${signal ?? `exit ${code}`}); see ${logFile}`,
          }),
        );
      });
      createInterface({ input: child.stdout }).on('line', (line) => {
        log.write(`${line}\n`);
        const ready = readyLine(line);
        if (ready === undefined) return;
        clearTimeout(timer);
        resolve(ready);
      });
    });
  }

  #watch(since: number): void {
    const child = this.#child;
    const died = (code: number | null, signal: NodeJS.Signals | null): void => {
      if (this.#stopping || this.#child !== child) return;
      const wait = this.#backOff(Date.now() - since);
      const { name, say } = this.#options;
      say(
        `the ${name} died (${signal ?? `exit ${code}`}); starting it again in ${wait / 1000} s`,
        `${name} 已中断(${signal ?? `退出码 ${code}`});${wait / 1000} 秒后重新启动`,
      );
      this.#retry = setTimeout(() => void this.#again(), wait);
    };
    if (child === undefined) return;
    if (child.exitCode !== null || child.signalCode !== null) died(child.exitCode, child.signalCode);
    else child.once('exit', died);
  }

  async #again(): Promise<void> {
    const since = Date.now();
    try {
      await this.#spawn();
      this.#options.say(`the ${this.#options.name} is up again`, `${this.#options.name} 已恢复运行`);
    } catch {
      // Handled as its death.
    }
    if (!this.#stopping) this.#watch(since);
    else this.#child?.kill('SIGTERM');
  }
}

function readyLine(line: string): ReadyLine | undefined {
  if (!line.startsWith('{"ready":true')) return undefined;
  return JSON.parse(line) as ReadyLine;
}
