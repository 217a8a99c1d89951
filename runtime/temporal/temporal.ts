/** The embedded Temporal dev server on files, and what any Temporal server needs before Redress can use it. */

import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import {
  removalOf,
  sayAttributeFaults,
  SEARCH_ATTRIBUTE_CODES,
  searchAttributeFaults,
  type SearchAttributeFault,
} from '../../contracts/searchAttributeFaults.ts';
import { projectRoot } from '../../config/projectRoot.ts';
import { BilingualError } from '../../language/bilingualError.ts';
import { freePort, samePort } from '../machine/freePort.ts';
import { isAlive, listensOn, stopProcess } from '../machine/processes.ts';
import { temporalBinary } from './temporalBinary.ts';
import { privateFolder } from '../machine/privateFolder.ts';
import type { Say } from '../machine/say.ts';

export interface TemporalOptions {
  readonly folder: string;
  readonly port: number;
  readonly uiPort: number;
  readonly inMemory?: boolean;
  /** It comes back: on `port` and no other. */
  readonly again?: boolean;
  readonly say: Say;
}

export interface RunningTemporal {
  readonly address: string;
  readonly namespace: string;
  readonly uiPort: number;
  readonly pid: number;
  readonly attached: boolean;
  readonly stop: () => Promise<void>;
}

export const NAMESPACE = 'redress';
const STARTUP_MS = 60_000;
const RETENTION_DAYS = 90;
/** Starts the dev server, or attaches to the one that was started on this folder before. */
export async function startTemporal(options: TemporalOptions): Promise<RunningTemporal> {
  privateFolder(options.folder);
  const note = join(options.folder, 'server.json');
  const known = existsSync(note)
    ? (JSON.parse(readFileSync(note, 'utf8')) as { pid: number; port: number; uiPort: number })
    : undefined;
  if (
    known !== undefined &&
    isAlive(known.pid) &&
    listensOn(known.pid, known.port) &&
    (await isServing(`127.0.0.1:${known.port}`, 3_000))
  )
    return handle(known.pid, known.port, known.uiPort, true);
  const binary = await temporalBinary(join(projectRoot(), 'tools', 'temporal'), options.say, process.env);
  const port = await (options.again === true ? samePort : freePort)(options.port);
  const uiPort = options.inMemory === true ? 0 : await freePort(options.uiPort);
  const pid = launch(binary, port, uiPort, options);
  writeFileSync(note, JSON.stringify({ pid, port, uiPort }));
  if (!(await comesUp(pid, port))) {
    await stopProcess(pid, 'SIGTERM', 5_000);
    throw new BilingualError({
      zh: `Temporal 服务未能启动;请查看 ${join(options.folder, 'temporal.log')}`,
      en: `the Temporal server did not start; see ${join(options.folder, 'temporal.log')}`,
    });
  }
  await whileAlive(pid, prepareNamespace(`127.0.0.1:${port}`, NAMESPACE));
  return handle(pid, port, uiPort, false);
}

/**
 * Waits for what is asked of a server, and no longer than it lives: the client would ask a dead one again and again for
 * half an hour.
 */
export async function whileAlive<T>(pid: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const died = new Promise<never>((_resolve, reject) => {
    timer = setInterval(() => {
      if (!isAlive(pid))
        reject(
          new BilingualError({
            zh: `Temporal 服务(进程 ${pid})在准备期间中断`,
            en: `the Temporal server (process ${pid}) died while it was being prepared`,
          }),
        );
    }, 200);
  });
  work.catch(() => {});
  try {
    return await Promise.race([work, died]);
  } finally {
    clearInterval(timer);
  }
}

function handle(pid: number, port: number, uiPort: number, attached: boolean): RunningTemporal {
  return {
    address: `127.0.0.1:${port}`,
    namespace: NAMESPACE,
    uiPort,
    pid,
    attached,
    stop: () => stopProcess(pid, 'SIGTERM', 15_000),
  };
}

function launch(binary: string, port: number, uiPort: number, options: TemporalOptions): number {
  const files =
    options.inMemory === true
      ? ['--headless']
      : [
          '--db-filename',
          join(options.folder, 'temporal.db'),
          '--sqlite-pragma',
          'journal_mode=WAL',
          '--sqlite-pragma',
          'synchronous=NORMAL',
          '--ui-port',
          String(uiPort),
        ];
  const log = openSync(join(options.folder, 'temporal.log'), 'a');
  const child = spawn(
    binary,
    ['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port), '--log-level', 'error', ...files],
    {
      detached: true,
      stdio: ['ignore', log, log],
    },
  );
  closeSync(log);
  child.unref();
  if (child.pid === undefined)
    throw new BilingualError({ zh: `无法启动 ${binary}`, en: `${binary} could not be started` });
  return child.pid;
}

/**
 * Waits until this very process serves. Another server may have taken the port in the meantime: that one is not ours.
 */
export async function comesUp(pid: number, port: number): Promise<boolean> {
  const deadline = Date.now() + STARTUP_MS;
  while (Date.now() < deadline && isAlive(pid)) {
    if ((await isServing(`127.0.0.1:${port}`, 1_000)) && isAlive(pid) && listensOn(pid, port)) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}

/** Waits until the server answers. */
export async function isServing(address: string, withinMs: number): Promise<boolean> {
  const deadline = Date.now() + withinMs;
  do {
    try {
      const connection = await Connection.connect({ address, connectTimeout: 2_000 });
      await connection.close();
      return true;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
  } while (Date.now() < deadline);
  return false;
}

/**
 * Makes sure of the namespace and the search attributes, on our own server or a bank's. Harmless to repeat. Throws in
 * words where an attribute has another type than workflows set.
 */
export async function prepareNamespace(address: string, namespace: string): Promise<void> {
  const connection = await Connection.connect({ address, connectTimeout: 10_000 });
  try {
    await connection.workflowService
      .registerNamespace({
        namespace,
        workflowExecutionRetentionPeriod: { seconds: (RETENTION_DAYS * 86_400) as unknown as never },
      })
      .catch(unlessAlready);
    await untilTrue(
      async () =>
        (await connection.workflowService.describeNamespace({ namespace }).catch(() => undefined)) !== undefined,
    );
    const faults = async (): Promise<readonly SearchAttributeFault[]> => {
      const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
      const found = searchAttributeFaults(customAttributes);
      refuseOthers(found, namespace);
      return found;
    };
    const missing = await faults();
    if (missing.length > 0) {
      await connection.operatorService
        .addSearchAttributes({
          namespace,
          searchAttributes: Object.fromEntries(missing.map(({ name }) => [name, SEARCH_ATTRIBUTE_CODES[name] ?? 0])),
        })
        .catch(unlessAlready);
      await untilTrue(async () => (await faults()).length === 0);
    }
  } finally {
    await connection.close();
  }
}

/** One of another type stays: what is found by it would be lost with it, so somebody has to decide that. */
function refuseOthers(found: readonly SearchAttributeFault[], namespace: string): void {
  const others = found.filter((one) => one.is !== undefined);
  if (others.length === 0) return;
  const { zh, en } = sayAttributeFaults(others, namespace);
  const removal = removalOf(others, namespace);
  throw new BilingualError({
    zh: `${zh};在此之前任何案件都无法启动。请先执行 ${removal},再重试`,
    en: `${en}; no case can be started until then. Run ${removal} and then this again`,
  });
}

const ALREADY_EXISTS = 6;

function unlessAlready(error: unknown): void {
  if ((error as { code?: number }).code !== ALREADY_EXISTS) throw error;
}

async function untilTrue(done: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (await done()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new BilingualError({
    zh: 'Temporal 服务未在十秒内接受命名空间或其搜索属性',
    en: 'the Temporal server did not take the namespace or its search attributes over within ten seconds',
  });
}
