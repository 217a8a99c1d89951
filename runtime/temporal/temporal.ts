/** The embedded dev server, and the namespace on any server. */

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import {
  removalOf,
  sayAttributeFaults,
  SEARCH_ATTRIBUTE_CODES,
  searchAttributeFaults,
  type SearchAttributeFault,
} from '../../contracts/searchAttributeFaults.ts';
import { BilingualError } from '../../language/bilingual.ts';
import { eventually } from '../machine/eventually.ts';
import { freePort, samePort } from '../machine/freePort.ts';
import { isAlive, listensOn, stopProcess } from '../machine/processes.ts';
import { startServer } from '../machine/startServer.ts';
import { temporalBinary } from './temporalBinary.ts';
import { privateFolder } from '../machine/privateFolder.ts';
import type { Say } from '../machine/say.ts';

export type TemporalOptions = Readonly<{
  folder: string;
  port: number;
  uiPort: number;
  inMemory?: boolean;
  /** A restart: only on `port`. */
  again?: boolean;
  say: Say;
}>;

export type RunningTemporal = Readonly<{
  address: string;
  namespace: string;
  uiPort: number;
  pid: number;
  attached: boolean;
  stop: () => Promise<void>;
}>;

export const NAMESPACE = 'redress';
const STARTUP_MS = 60_000;
const RETENTION_DAYS = 90;

/** Attaches to a server that runs on the folder. */
export async function startTemporal(options: TemporalOptions): Promise<RunningTemporal> {
  const { folder, say, again = false, inMemory = false } = options;
  privateFolder(folder);
  const note = join(folder, 'server.json');
  if (existsSync(note)) {
    const { pid, port, uiPort } = JSON.parse(readFileSync(note, 'utf8')) as Record<'pid' | 'port' | 'uiPort', number>;
    if (isAlive(pid) && listensOn(pid, port) && (await isServing(`127.0.0.1:${port}`, 3_000)))
      return handle(pid, port, uiPort, true);
  }
  const binary = await temporalBinary(say);
  const port = await (again ? samePort : freePort)(options.port);
  const uiPort = inMemory ? 0 : await freePort(options.uiPort);
  const pid = launch(binary, port, uiPort, options);
  writeFileSync(note, JSON.stringify({ pid, port, uiPort }));
  if (!(await comesUp(pid, port))) {
    await stopProcess(pid, 'SIGTERM', 5_000);
    const log = join(folder, 'temporal.log');
    throw new BilingualError({
      zh: `Temporal 服务未能启动;请查看 ${log}`,
      en: `the Temporal server did not start; see ${log}`,
    });
  }
  await whileAlive(pid, prepareNamespace(`127.0.0.1:${port}`, NAMESPACE));
  return handle(pid, port, uiPort, false);
}

/** The client would ask a dead server for half an hour. */
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

function launch(binary: string, port: number, uiPort: number, { folder, inMemory }: TemporalOptions): number {
  const files =
    inMemory === true
      ? ['--headless']
      : [
          '--db-filename',
          join(folder, 'temporal.db'),
          '--ui-port',
          String(uiPort),
          '--sqlite-pragma',
          'journal_mode=WAL',
          '--sqlite-pragma',
          'synchronous=NORMAL',
        ];
  const args = ['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port), '--log-level', 'error', ...files];
  return startServer(binary, args, join(folder, 'temporal.log'), {});
}

/** Another server may have taken the port. */
export async function comesUp(pid: number, port: number): Promise<boolean> {
  const serves = async (): Promise<boolean> => (await isServing(`127.0.0.1:${port}`, 1_000)) && listensOn(pid, port);
  return (await eventually(async () => !isAlive(pid) || serves(), STARTUP_MS)) && isAlive(pid);
}

export function isServing(address: string, withinMs: number): Promise<boolean> {
  const connects = async (): Promise<boolean> => {
    try {
      await (await Connection.connect({ address, connectTimeout: 2_000 })).close();
      return true;
    } catch {
      return false;
    }
  };
  return eventually(connects, withinMs, 150);
}

/**
 * Makes namespace and search attributes, ours or a bank's; safe to repeat. Throws when an attribute has another type.
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
    await taken(() =>
      connection.workflowService.describeNamespace({ namespace }).then(
        () => true,
        () => false,
      ),
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
      await taken(async () => (await faults()).length === 0);
    }
  } finally {
    await connection.close();
  }
}

/** Removing one loses what is found by it, so somebody must decide. */
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

async function taken(holds: () => Promise<boolean>): Promise<void> {
  if (!(await eventually(holds, 10_000, 100)))
    throw new BilingualError({
      zh: 'Temporal 服务未在十秒内接受命名空间或其搜索属性',
      en: 'the Temporal server did not take the namespace or its search attributes over within ten seconds',
    });
}
