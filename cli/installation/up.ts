/** `redress up` (and `npm start`): everything on one machine, until Ctrl-C. */

import { join } from 'node:path';
import type { Environment } from '../../config/environment.ts';
import { refuseUnnamedStrangers } from '../../config/refuseUnnamedStrangers.ts';
import { projectRoot } from '../../config/projectRoot.ts';
import { readDemonstration } from '../../packs/load/demonstration.ts';
import { BilingualError } from '../../language/bilingualError.ts';
import { InstallationBusy } from '../../runtime/machine/installationLock.ts';
import { readReady, type Ready } from '../../runtime/machine/readyFile.ts';
import { startInstallation } from '../../runtime/supervisor.ts';
import type { Say } from '../../runtime/machine/say.ts';
import { framed, widthOf } from '../output/framed.ts';
import { UP_WORDS } from './upWords.ts';

/** How much faster than the clock the suggested drill goes. */
const DRILL_SPEED = 600;

/** Runs until it is told to stop. Returns the exit code; throws `EnvironmentError` when strangers could act unnamed. */
export async function up(env: Environment): Promise<number> {
  refuseUnnamedStrangers(env);
  const started = Date.now();
  const w = UP_WORDS[env.REDRESS_LOCALE];
  const write = (text: string): void =>
    void process.stderr.write(`[${((Date.now() - started) / 1000).toFixed(1).padStart(6)} s] ${text}\n`);
  const say: Say = (en, zh) => write(env.REDRESS_LOCALE === 'zh' ? zh : en);
  const stopped = stopSignal();
  try {
    const installation = await startInstallation(env, say);
    process.stdout.write(`${welcome(env, installation.ready)}\n`);
    write(w.ready);
    await stopped.first;
    write(w.stopping);
    stopped.second.then(installation.kill, () => {});
    await installation.stop();
    write(w.stopped(env.dataFolder));
    return 0;
  } catch (error) {
    if (error instanceof InstallationBusy) return attach(env, error);
    process.stderr.write(
      `${w.notStarted(error instanceof BilingualError ? error.words[env.REDRESS_LOCALE] : (error as Error).message)}\n`,
    );
    return 1;
  }
}

/** A second start shows the first one's addresses, or says why there is nothing to show. */
async function attach(env: Environment, busy: InstallationBusy): Promise<number> {
  const w = UP_WORDS[env.REDRESS_LOCALE];
  const ready = readReady(env.dataFolder);
  const answer = ready === undefined ? undefined : await fetch(`${ready.api}/livez`).catch(() => undefined);
  if (ready === undefined || answer?.ok !== true) {
    process.stderr.write(`${w.busy(busy.words[env.REDRESS_LOCALE], busy.pid)}\n`);
    return 1;
  }
  process.stdout.write(`${welcome(env, ready)}\n${w.runsAlready(busy.pid)}\n`);
  return 0;
}

function stopSignal(): { readonly first: Promise<void>; readonly second: Promise<void> } {
  let count = 0;
  let first = (): void => {};
  let second = (): void => {};
  const promises = {
    first: new Promise<void>((resolve) => (first = resolve)),
    second: new Promise<void>((resolve) => (second = resolve)),
  };
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
  const w = UP_WORDS[env.REDRESS_LOCALE];
  const rows: readonly (readonly [label: string, value: string])[] = [
    [w.api, ready.api],
    [w.docs, `${ready.api}/docs`],
    ...(ready.temporalUi === null ? [] : [[w.temporalUi, ready.temporalUi] as const]),
    ...(ready.mail === null ? [] : [[w.mail, ready.mail] as const]),
    [w.database, ready.database.replace(/:[^:@/]*@/, ':***@')],
    [w.folder, env.dataFolder],
  ];
  const width = Math.max(...rows.map(([label]) => widthOf(label)));
  const lines = [
    w.isReady,
    '',
    ...rows.map(([label, value]) => `${label}${' '.repeat(width - widthOf(label))}  ${value}`),
  ];
  const first = readDemonstration(join(projectRoot(), 'packs')).cases[0]?.intake;
  const body = { ...first, drill: { speed: DRILL_SPEED } };
  const named = env.REDRESS_LOCAL_ACTOR === '' ? " -H 'X-Redress-Actor: local'" : '';
  const json = `-H 'Content-Type: application/json'${named} -d '${JSON.stringify(body)}'`;
  const curl = `curl -s ${ready.api}/v1/complaints ${json}`;
  return `${framed(lines)}\n${w.tryOne(3600 / DRILL_SPEED)}\n\n${curl}\n\n${w.ctrlC}`;
}
