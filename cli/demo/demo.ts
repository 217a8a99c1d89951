import { join } from 'node:path';
import { PackLabels } from '../../api/present/packLabels.ts';
import type { Environment } from '../../config/environment.ts';
import { projectRoot } from '../../config/projectRoot.ts';
import type { TimelineItem } from '../../contracts/httpComplaint.ts';
import { readDemonstration } from '../../packs/load/demonstration.ts';
import { loadPacks } from '../../packs/load/loadPacks.ts';
import { readReady } from '../../runtime/machine/readyFile.ts';
import { startInstallation } from '../../runtime/supervisor.ts';
import { fail } from '../output/fail.ts';
import type { Output } from '../output/output.ts';
import { sayOnStderr } from '../output/sayOnStderr.ts';
import { demoClient } from './demoClient.ts';
import { sayAct, sayClosing, sayEvent, sayOpened, sayOpening } from './demoLines.ts';
import { demoSummary } from './demoSummary.ts';

const LOOK_EVERY_MS = 250;

/** `redress demo`: a fast drill on a running API, or on an installation started for it. */
export async function demo(
  env: Environment,
  out: Output,
  options: Readonly<{ speed: string; api?: string }>,
): Promise<number> {
  const speed = Number(options.speed);
  if (!Number.isInteger(speed) || speed < 2 || speed > 100_000)
    fail({ zh: '--speed 须为 2 至 100000 的整数', en: '--speed takes a whole number from 2 to 100000' });
  const running = options.api ?? readReady(env.dataFolder)?.api;
  const alive = running !== undefined && (await fetch(`${running}/livez`).catch(() => undefined))?.ok === true;
  if (running !== undefined && alive) return runDemo(running, speed, out);
  if (options.api !== undefined) fail({ zh: `${options.api} 没有应答`, en: `nothing answers at ${options.api}` });
  const installation = await startInstallation(env, sayOnStderr(out.locale), true);
  const stop = (): void => void installation.stop().then(() => process.exit(130));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
  try {
    return await runDemo(installation.ready.api, speed, out);
  } finally {
    await installation.stop();
  }
}

/** Uses only the API; no deadline depends on it. */
async function runDemo(api: string, speed: number, out: Output): Promise<number> {
  const packs = join(projectRoot(), 'packs');
  const { cases } = readDemonstration(packs);
  const labels = new Map(loadPacks(packs).map(({ pack }) => [pack.id, new PackLabels(pack, out.locale)]));
  const client = demoClient(api, out.locale);
  const started = Date.now();
  sayOpening(out, cases.length, speed);
  const opened = [];
  for (const { intake, say, then = [] } of cases) {
    const view = await client.open({ ...intake, drill: { speed } });
    sayOpened(out, view, say);
    const events: readonly TimelineItem[] = [];
    opened.push({ no: view.no, labels: labels.get(intake.pack), at: Date.now(), moves: [...then], events });
  }
  for (let busy = opened; busy.length > 0;) {
    const still: typeof opened = [];
    for (const one of busy) {
      const { no, moves } = one;
      for (
        let [next] = moves;
        next !== undefined && Date.now() >= one.at + (next[0] * 60_000) / speed;
        [next] = moves
      ) {
        moves.shift();
        sayAct(out, no, one.labels?.action(next[1]) ?? next[1], await client.act(no, next));
      }
      const timeline = await client.timeline(no);
      const events = timeline.filter(({ kind }) => kind === 'event');
      for (const event of events.slice(one.events.length)) sayEvent(out, no, event);
      one.events = events;
      if (moves.length > 0 || events.length < timeline.length) still.push(one);
    }
    busy = still;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  const notifications = await Promise.all(opened.map(({ no }) => client.notifications(no)));
  const summary = demoSummary(
    opened.flatMap(({ events }) => events),
    notifications.flat(),
  );
  sayClosing(out, summary, Date.now() - started);
  return 0;
}
