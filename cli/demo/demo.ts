import { join } from 'node:path';
import { PackLabels } from '../../api/present/packLabels.ts';
import type { Environment } from '../../config/environment.ts';
import { projectRoot } from '../../config/projectRoot.ts';
import type { TimelineItem } from '../../contracts/http/httpComplaint.ts';
import { readDemonstration, type DemoMove } from '../../packs/load/demonstration.ts';
import { loadPacks } from '../../packs/load/loadPacks.ts';
import { readReady } from '../../runtime/machine/readyFile.ts';
import { startInstallation } from '../../runtime/supervisor.ts';
import { fail } from '../output/fail.ts';
import type { Output } from '../output/output.ts';
import { sayOnStderr } from '../output/sayOnStderr.ts';
import { demoClient } from './demoClient.ts';
import {
  sayAct,
  sayCases,
  sayClosing,
  sayEvent,
  sayOpened,
  sayOpening,
  sayUndelivered,
  sayWhere,
} from './demoLines.ts';
import { demoSummary } from './demoSummary.ts';
import { OneLineOfTime } from './oneLineOfTime.ts';

const LOOK_EVERY_MS = 250;
/** So long an event may take to be seen; what happened before is told in the order in which it did. */
const TOLD_AFTER_MS = 2_000;
/** So long the last messages may be under way. */
const ARRIVE_WITHIN_MS = 15_000;

/** Customers of this run alone: the rules know again who complained before. */
function ownCustomer(intake: object, index: number): object {
  const { complainant = {} } = intake as { readonly complainant?: object };
  return { ...intake, complainant: { ...complainant, phone: `13${String(Date.now()).slice(-8)}${index}` } };
}

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
  if (running !== undefined && alive) {
    const first = await runDemo(running, speed, out);
    sayWhere(out, running, (options.api === undefined && readReady(env.dataFolder)?.temporalUi) || null, first);
    return 0;
  }
  if (options.api !== undefined) fail({ zh: `${options.api} 没有应答`, en: `nothing answers at ${options.api}` });
  const installation = await startInstallation(env, sayOnStderr(out.locale), true);
  const stop = (): void => void installation.stop().then(() => process.exit(130));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
  try {
    await runDemo(installation.ready.api, speed, out);
    out.say({
      zh: '查看这些案件:npm start,再打开其所示地址(邮件、接口、Temporal 界面)',
      en: 'to look at these cases: npm start, then its addresses (mails, API, Temporal UI)',
    });
    return 0;
  } finally {
    await installation.stop();
  }
}

/** Uses only the API; no deadline depends on it. */
async function runDemo(api: string, speed: number, out: Output): Promise<string> {
  const packs = join(projectRoot(), 'packs');
  const { cases } = readDemonstration(packs);
  const labels = new Map(loadPacks(packs).map(({ pack }) => [pack.id, new PackLabels(pack, out.locale)]));
  const client = demoClient(api, out.locale);
  const started = Date.now();
  sayOpening(out, cases.length, speed);
  const opened: {
    readonly no: string;
    readonly labels: PackLabels | undefined;
    readonly at: number;
    readonly moves: DemoMove[];
    events: readonly TimelineItem[];
  }[] = [];
  for (const [index, { intake, say, then = [] }] of cases.entries()) {
    const view = await client.open({ ...ownCustomer(intake, index), drill: { speed } });
    sayOpened(out, view, say);
    opened.push({ no: view.no, labels: labels.get(intake.pack), at: Date.now(), moves: [...then], events: [] });
  }
  const time = new OneLineOfTime();
  for (let busy = opened; busy.length > 0;) {
    const still: typeof opened = [];
    const lookedAt = Date.now();
    for (const one of busy) {
      const { no, moves } = one;
      for (
        let [next] = moves;
        next !== undefined && Date.now() >= one.at + (next[0] * 60_000) / speed;
        [next] = moves
      ) {
        moves.shift();
        const action = one.labels?.action(next[1]) ?? next[1];
        const refusal = await client.act(no, next);
        const at = Date.now();
        time.add(at, () => sayAct(out, no, action, refusal, at));
      }
      const timeline = await client.timeline(no);
      const events = timeline.filter(({ kind }) => kind === 'event');
      for (const event of events.slice(one.events.length))
        time.add(Date.parse(event.at), () => sayEvent(out, no, event));
      one.events = events;
      if (moves.length > 0 || events.length < timeline.length) still.push(one);
    }
    busy = still;
    time.tellUntil(lookedAt - TOLD_AFTER_MS);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  time.tellUntil(Infinity);
  const told = await arrived(() => Promise.all(opened.map(({ no }) => client.notifications(no))));
  const views = await Promise.all(opened.map(({ no }) => client.view(no)));
  sayCases(
    out,
    opened.map(({ no, labels, events }, index) => ({
      no,
      level: labels?.level(views[index]?.level ?? '') ?? '',
      class: labels?.class(views[index]?.class ?? '') ?? '',
      told: told[index] ?? [],
      lateMs: events.flatMap(({ type, data }) => (type === 'RungFired' ? [Number(data?.['lateMs'] ?? 0)] : [])),
    })),
  );
  for (const [index, { no }] of opened.entries()) sayUndelivered(out, no, told[index] ?? []);
  const summary = demoSummary(
    opened.flatMap(({ events }) => events),
    told.flat(),
  );
  sayClosing(out, summary, Date.now() - started);
  return opened[0]?.no ?? '';
}

/** All notifications, once none is under way any more or it takes too long. */
async function arrived<T extends { readonly status: string }>(ask: () => Promise<T[][]>): Promise<T[][]> {
  const until = Date.now() + ARRIVE_WITHIN_MS;
  for (;;) {
    const told = await ask();
    if (Date.now() > until || told.flat().every(({ status }) => status !== 'pending')) return told;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
