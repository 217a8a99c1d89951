/** `npm run bench:server`: the servers of a measurement, to look at by hand, until Ctrl-C. */

import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { stopRequested } from '../config/stopRequested.ts';
import { SERVER_KINDS, startServers } from './engines/servers.ts';

const started = Date.now();
const say = (text: string): void =>
  void process.stderr.write(`[${((Date.now() - started) / 1000).toFixed(1).padStart(6)} s] ${text}\n`);

try {
  const { values } = parseArgs({
    options: {
      server: { type: 'string', default: 'postgres' },
      folder: { type: 'string', default: '.redress/bench-server' },
    },
  });
  const kind = SERVER_KINDS.find((one) => one === values.server);
  if (kind === undefined) throw new Error(`--server takes one of: ${SERVER_KINDS.join(', ')}`);
  const folder = resolve(values.folder);
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  const servers = await startServers(kind, folder, say);
  say(
    `Temporal (${kind}) at ${servers.temporal}, process ${servers.pid('temporal')}; PostgreSQL process ` +
      `${servers.pid('postgres')}`,
  );
  process.stdout.write(`TEMPORAL_ADDRESS=${servers.temporal}\nDATABASE_URL=${servers.database}\n`);
  // The servers are processes of their own: nothing else keeps this one.
  const stay = setInterval(() => {}, 60_000);
  await stopRequested();
  clearInterval(stay);
  say('stopping ...');
  await servers.stop();
  say(`stopped; the data stay in ${folder}`);
  process.exit(0);
} catch (error) {
  process.stderr.write(`the servers could not be started: ${(error as Error).message}\n`);
  process.exit(1);
}
