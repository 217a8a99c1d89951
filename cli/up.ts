/** `redress up` (and `npm start`): everything on one machine, until Ctrl-C. */

import { join } from 'node:path';
import type { Environment } from '../config/environment.ts';
import { projectRoot } from '../config/projectRoot.ts';
import { readDemonstration } from '../packs/demonstration.ts';
import { InstallationBusy } from '../runtime/installationLock.ts';
import { readReady } from '../runtime/readyFile.ts';
import type { Ready } from '../runtime/readyFile.ts';
import { startInstallation } from '../runtime/supervisor.ts';
import { box } from './box.ts';

/** How much faster than the clock the suggested drill goes. */
const DRILL_SPEED = 600;

/** Runs until it is told to stop. Returns the exit code. */
export async function up(env: Environment): Promise<number> {
  const started = Date.now();
  const say = (text: string): void => void process.stderr.write(`[${((Date.now() - started) / 1000).toFixed(1).padStart(6)} s] ${text}\n`);
  const zh = env.REDRESS_LOCALE === 'zh';
  const stopped = stopSignal();
  try {
    const installation = await startInstallation(env, say);
    process.stdout.write(`${welcome(env, installation.ready)}\n`);
    say('ready');
    await stopped.first;
    say(zh ? '正在停止:先停 worker 和 API,再停服务器 ...' : 'stopping: worker and API first, then the servers ...');
    stopped.second.then(installation.kill, () => {});
    await installation.stop();
    say(zh ? `已停止;记录保留在 ${env.dataFolder}` : `stopped; what was recorded stays in ${env.dataFolder}`);
    return 0;
  } catch (error) {
    if (error instanceof InstallationBusy) return attach(env, error);
    process.stderr.write(`Redress could not start: ${(error as Error).message}\n\`npm run redress -- doctor\` checks each part.\n`);
    return 1;
  }
}

/** A second start shows the first one's addresses, or says why there is nothing to show. */
async function attach(env: Environment, busy: InstallationBusy): Promise<number> {
  const ready = readReady(env.dataFolder);
  const answer = ready === undefined ? undefined : await fetch(`${ready.api}/livez`).catch(() => undefined);
  if (ready === undefined || answer?.ok !== true) {
    process.stderr.write(
      `${busy.message}, but it is not ready (yet). Wait for it, or stop process ${busy.pid} and start again. For a second installation set REDRESS_DATA to another folder.\n`,
    );
    return 1;
  }
  process.stdout.write(`${welcome(env, ready)}\nRedress 已在运行(进程 ${busy.pid})。 Redress runs already (process ${busy.pid}).\n`);
  return 0;
}

function stopSignal(): { readonly first: Promise<void>; readonly second: Promise<void> } {
  let count = 0;
  let first = (): void => {};
  let second = (): void => {};
  const promises = { first: new Promise<void>((resolve) => (first = resolve)), second: new Promise<void>((resolve) => (second = resolve)) };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      count += 1;
      if (count === 1) first();
      else second();
    });
  }
  return promises;
}

function welcome(env: Environment, ready: Ready): string {
  const zh = env.REDRESS_LOCALE === 'zh';
  const database = ready.database.replace(/:[^:@/]*@/, ':***@');
  const lines = [
    zh ? 'Redress 诉达 已就绪 · ready' : 'Redress is ready',
    '',
    `${zh ? '接口 API     ' : 'API          '}  ${ready.api}`,
    `${zh ? '接口文档     ' : 'API docs     '}  ${ready.api}/docs`,
    ...(ready.temporalUi === null ? [] : [`${zh ? 'Temporal 界面' : 'Temporal UI  '}  ${ready.temporalUi}`]),
    ...(ready.mail === null ? [] : [`${zh ? '演练收件箱   ' : 'Mail inbox   '}  ${ready.mail}`]),
    `${zh ? '数据库       ' : 'Database     '}  ${database}`,
    `${zh ? '数据目录     ' : 'Data folder  '}  ${env.dataFolder}`,
  ];
  const first = readDemonstration(join(projectRoot(), 'packs')).cases[0]?.intake;
  const body = { ...first, drill: { speed: DRILL_SPEED } };
  const hour = 3600 / DRILL_SPEED;
  const hint = zh ? `试一试(演练,1 小时 = ${hour} 秒,无人处理会自动升级):` : `Try one (a drill, 1 hour = ${hour} s; left alone it escalates by itself):`;
  const curl = `curl -s ${ready.api}/v1/complaints -H 'Content-Type: application/json' -d '${JSON.stringify(body)}'`;
  return `${box(lines)}\n${hint}\n\n${curl}\n\n${zh ? '按 Ctrl-C 停止,数据会保留。' : 'Ctrl-C stops it; the data stay.'}`;
}
