/**
 * `npm run bench:soak`: a simulated day of rehearsals at a steady rate; memory, connections and file handles must not
 * grow.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { projectRoot } from '../config/projectRoot.ts';
import { readDemonstration } from '../packs/load/demonstration.ts';
import { openDatabase, row } from '../store/database/database.ts';
import { RunningInstallation } from '../test/support/servers/runningInstallation.ts';
import { keepBook } from './figures/keepBook.ts';

const { values } = parseArgs({
  options: {
    hours: { type: 'string', default: '24' },
    speed: { type: 'string', default: '600' },
    rate: { type: 'string', default: '2' },
  },
});
const speed = Number(values.speed);
const lasts = (Number(values.hours) * 3_600_000) / speed;
const SAMPLE_MS = 2_000;
/** What may grow before it counts: heaps breathe between two collections. */
const ALLOWED = { rssMb: 1.25, files: 1.2, connections: 1.2 };

interface Sample {
  readonly part: string;
  readonly rssMb: number;
  readonly files: number;
}

/** The demonstration's first complaint, which nobody acts on. */
const intake = readDemonstration(join(projectRoot(), 'packs')).cases[0]?.intake;
const installation = await RunningInstallation.start();
const db = openDatabase(installation.ready.database, { max: 1 });
const say = (line: string): void => void process.stdout.write(`${line}\n`);
say(
  `${values.hours} hours at ${speed} times the speed: ${Math.round(lasts / 1_000)} s, ${values.rate} complaints a ` +
    `second`,
);

const samples: { readonly at: number; readonly connections: number; readonly parts: readonly Sample[] }[] = [];
const started = Date.now();
const sample = async (): Promise<void> => {
  const found = await row<{ n: number }>(db, "select count(*) as n from pg_stat_activity where datname = 'redress'");
  const parts = (['worker', 'api', 'temporal'] as const).map((part) => ({ part, ...sizeOf(installation.pid(part)) }));
  samples.push({ at: Date.now() - started, connections: found?.n ?? 0, parts });
};

let registered = 0;
let turnedAway = 0;
const answers: Promise<void>[] = [];
while (Date.now() - started < lasts) {
  const turn = pause(1_000 / Number(values.rate));
  answers.push(register(registered + turnedAway));
  if (Date.now() - started >= samples.length * SAMPLE_MS) {
    await sample();
    if (samples.length % 10 === 0)
      say(
        `  ${Math.round((Date.now() - started) / 1_000)} s: ${registered} registered, ` +
          JSON.stringify(samples.at(-1)?.parts),
      );
  }
  await turn;
}
await Promise.all(answers);

/** The first quarter is warming up: caches fill. The second is compared with the last. */
const quarter = Math.floor(samples.length / 4);
const early = samples.slice(quarter, 2 * quarter);
const late = samples.slice(-quarter);
const rows = [
  ...(['worker', 'api', 'temporal'] as const).flatMap((part) =>
    (['rssMb', 'files'] as const).map((what) =>
      compare(`${part} ${what}`, (one) => one.parts.find((other) => other.part === part)?.[what] ?? 0, ALLOWED[what]),
    ),
  ),
  compare('database connections', (one) => one.connections, ALLOWED.connections),
];
for (const one of rows)
  say(`${one.grew ? 'GREW  ' : 'ok    '} ${one.what}: ${one.early.toFixed(1)} then ${one.late.toFixed(1)}`);
const wrong = await row<{ early: number; twice: number }>(
  db,
  `select count(*) filter (where delivered_at < planned_at) as early, (select count(*) from (select 1 from events
    where type = 'RungFired'
     group by no, event->'data'->>'clock', event->'data'->>'occurrence', event->'data'->>'rung'
    having count(*) > 1) t) as twice from notifications`,
);
say(`${registered} registered, ${turnedAway} turned away; early ${wrong?.early}, twice ${wrong?.twice}`);
await db.end();
await installation.stop();
const command = ['npm run bench:soak', ...(process.argv.length > 2 ? ['--', ...process.argv.slice(2)] : [])].join(' ');
say(`kept as ${keepBook('soak', command, { registered, turnedAway, ...wrong, compared: rows })}`);
process.exit(rows.some((one) => one.grew) || wrong?.early !== 0 || wrong.twice !== 0 ? 1 : 0);

async function register(index: number): Promise<void> {
  const body = { ...intake, complainant: { name: '耐久', phone: String(13_700_000_000 + index) }, drill: { speed } };
  const answer = await fetch(`${installation.ready.api}/v1/complaints`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => undefined);
  await answer?.arrayBuffer();
  if (answer?.status === 201) registered += 1;
  else turnedAway += 1;
}

function sizeOf(pid: number): { readonly rssMb: number; readonly files: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return {
    rssMb: Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_024,
    files: readdirSync(`/proc/${pid}/fd`).length,
  };
}

function compare(
  what: string,
  read: (one: (typeof samples)[number]) => number,
  allowed: number,
): { readonly what: string; readonly early: number; readonly late: number; readonly grew: boolean } {
  const mean = (of: typeof samples): number => of.reduce((sum, one) => sum + read(one), 0) / Math.max(1, of.length);
  const [before, after] = [mean(early), mean(late)];
  return { what, early: before, late: after, grew: after > before * allowed };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
