/** The embedded dev server. */

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BilingualError } from '../../language/bilingual.ts';
import { eventually } from '../machine/eventually.ts';
import { freePort, samePort } from '../machine/freePort.ts';
import { isAlive, listensOn, stopProcess } from '../machine/processes.ts';
import { startServer } from '../machine/startServer.ts';
import { prepareNamespace } from './prepareNamespace.ts';
import { isServing } from './serving.ts';
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

/** Attaches to a server that runs on the folder. */
export async function startTemporal(options: TemporalOptions): Promise<RunningTemporal> {
  const { folder, say, again = false, inMemory = false } = options;
  privateFolder(folder);
  const note = join(folder, 'server.json');
  if (existsSync(note)) {
    const { pid, port, uiPort } = JSON.parse(readFileSync(note, 'utf8')) as Record<'pid' | 'port' | 'uiPort', number>;
    if (isAlive(pid) && listensOn(pid, port) && (await isServing({ address: `127.0.0.1:${port}` }, 3_000)))
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
  await whileAlive(pid, prepareNamespace({ address: `127.0.0.1:${port}` }, NAMESPACE));
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

/**
 * A queue of one partition hands out what waits in the order of its priority. With the default of four each keeps an
 * order of its own: a severe lapse in one may wait while mild ones of another are served.
 */
const ONE_PARTITION = ['Read', 'Write'].flatMap((side) => [
  '--dynamic-config-value',
  `matching.numTaskqueue${side}Partitions=1`,
]);

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
  const log = ['--log-level', 'error', '--log-format', 'json'];
  const where = ['--ip', '127.0.0.1', '--port', String(port)];
  const args = ['server', 'start-dev', ...where, ...ONE_PARTITION, ...log, ...files];
  return startServer(binary, args, join(folder, 'temporal.log'), {});
}

/** Another server may have taken the port. */
export async function comesUp(pid: number, port: number): Promise<boolean> {
  const serves = async (): Promise<boolean> =>
    (await isServing({ address: `127.0.0.1:${port}` }, 1_000)) && listensOn(pid, port);
  return (await eventually(async () => !isAlive(pid) || serves(), STARTUP_MS)) && isAlive(pid);
}
