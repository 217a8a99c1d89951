import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

/** What a supervisor waits before it starts a dead process again; the same for every peer. */
const RESTART_MS = 500;

/** A peer that is one Node process over its own database: started, killed, started again. */
export class PeerProcess {
  /** @type {import('node:child_process').ChildProcess | undefined} */
  #child;
  #options;

  /**
   * @param {{ readonly id: string, readonly script: string, readonly env: Readonly<Record<string, string>>, readonly
   * logFile: string }} options
   */
  constructor(options) {
    this.#options = options;
  }

  /** Its processes by what they are. */
  pids() {
    return { own: this.#child?.pid === undefined ? [] : [this.#child.pid] };
  }

  /**
   * Starts it; resolves when it watches its deadlines.
   * @param {boolean} first it also takes the deadlines on
   */
  async start(first = true) {
    const { id, script, env, logFile } = this.#options;
    const child = spawn(process.execPath, [join(import.meta.dirname, 'workers', script)], {
      env: { ...process.env, ...env, PEER: id, FIRST_START: first ? 'yes' : 'no' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    const log = createWriteStream(logFile, { flags: 'a' });
    child.stderr.pipe(log);
    await new Promise((resolve, reject) => {
      child.once('exit', (code, signal) =>
        reject(new Error(`${id} ended while it started (${signal ?? code}); see ${logFile}`)),
      );
      createInterface({ input: child.stdout }).on('line', (line) => {
        if (line === 'ready') resolve(undefined);
        else log.write(`${line}\n`);
      });
    });
  }

  /** SIGKILL, and up again. */
  async kill() {
    await this.stop('SIGKILL');
    await sleep(RESTART_MS);
    await this.start(false);
  }

  /** @param {NodeJS.Signals} signal */
  async stop(signal = 'SIGKILL') {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }
}
