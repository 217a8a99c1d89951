#!/usr/bin/env node
// Runs what docker-compose.yml and the Dockerfile say, step by step, without a container engine: the image's build in a
// clean copy, then every command of every service in the order of its conditions, as a user without rights, with the
// same environment. At the end a case is opened and somebody is told of a lapse. Stands in for images that are not
// ours: PostgreSQL (the embedded one, a major version newer), Temporal (built from its Go module), the mail catcher (an
// SMTP server here). Usage: node deploy/check.mjs [--keep]
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import { createServer } from 'node:net';
import { hostname, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SMTPServer } from 'smtp-server';
import { readDemonstration } from '../dist/packs/load/demonstration.js';
import { startPostgres } from '../dist/runtime/postgres/postgres.js';
import { temporalServerPrograms } from '../dist/bench/engines/temporalServerPrograms.js';
import { buildImage } from './check/buildImage.mjs';
import { inOrder, readCompose } from './check/readCompose.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const started = Date.now();
const say = (text) => process.stdout.write(`[${((Date.now() - started) / 1000).toFixed(1).padStart(6)} s] ${text}\n`);
const work = mkdtempSync(join(tmpdir(), 'redress-compose-'));
chmodSync(work, 0o755);
/** Nobody in particular, as in the image; when we have no rights ourselves, ourselves. */
const user = process.getuid() === 0 ? { uid: 65_534, gid: 65_534 } : {};
const fail = (text) => {
  throw new Error(text);
};

const freePort = (lowest = 20_000) =>
  new Promise((resolve, reject) => {
    const wanted = lowest + Math.floor(Math.random() * 11_000);
    const server = createServer();
    server.once('error', () => freePort(lowest).then(resolve, reject));
    server.listen(wanted, () => server.close(() => resolve(wanted)));
  });

/** A container's environment on this machine: services become this machine, their ports those that stand for them. */
function here(environment, ports) {
  const place = (name, value) => {
    if (name === 'POSTGRES_SEEDS' || name === 'SQL_HOST') return '127.0.0.1';
    if (name === 'DB_PORT' || name === 'SQL_PORT') return String(ports['postgres:5432']);
    return Object.entries(ports).reduce(
      (text, [address, port]) => text.replaceAll(address, `127.0.0.1:${port}`),
      String(value),
    );
  };
  return Object.fromEntries(Object.entries(environment ?? {}).map(([name, value]) => [name, place(name, value)]));
}

const running = [];

function start(name, command, cwd, env) {
  const [program, ...args] = command;
  const child = spawn(program === 'node' ? process.execPath : program, args, {
    cwd,
    env: { PATH: process.env.PATH, HOME: work, ...env },
    ...user,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const part = { name, child, said: '' };
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (part.said += chunk));
  part.ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve(code ?? signal)));
  return part;
}

async function job(name, command, cwd, env) {
  const part = start(name, command, cwd, env);
  const code = await part.ended;
  if (code !== 0) fail(`${name}: ${command.join(' ')} exited ${code}:\n${part.said}`);
  say(`${name}: ${part.said.trim().split('\n').at(-1)}`);
  return part.said;
}

async function until(what, done, withinMs = 60_000) {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const answer = await done().catch(() => undefined);
    if (answer) return answer;
    if (Date.now() > deadline) fail(`${what} did not happen within ${withinMs / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

async function main() {
  const secretsFile = join(work, '.env');
  const made = spawnSync(process.execPath, [join(root, 'deploy/generate-secrets.mjs'), secretsFile], {
    encoding: 'utf8',
  });
  if (made.status !== 0) fail(made.stderr);
  const secrets = Object.fromEntries(
    readFileSync(secretsFile, 'utf8')
      .split('\n')
      .filter((line) => /^\w+=/.test(line))
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
  const again = spawnSync(process.execPath, [join(root, 'deploy/generate-secrets.mjs'), secretsFile]);
  if (again.status !== 1) fail('generate-secrets.mjs wrote over secrets that were there');
  // The case below is of the demonstration.
  const { services } = readCompose(root, { ...secrets, REDRESS_ORGANISATION: 'packs/demo/organisation.yaml' });
  say(`docker-compose.yml: ${Object.keys(services).length} services, in this order: ${inOrder(services).join(', ')}`);
  const programs = await temporalServerPrograms(say);
  const image = buildImage(root, work, say);
  say(`image built; runs as ${image.user}; starts ${image.command.join(' ')}`);
  const bin = join(work, 'bin');
  mkdirSync(bin);
  // The cache may lie in a home folder that no other user may enter.
  cpSync(programs.server, join(bin, 'temporal-server'));
  cpSync(programs.sqlTool, join(bin, 'temporal-sql-tool'));
  const path = `${bin}:${process.env.PATH}`;

  const mails = [];
  const sink = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData: (stream, session, done) => {
      let text = '';
      stream.on('data', (chunk) => (text += chunk));
      stream.on('end', () => {
        mails.push({ to: session.envelope.rcptTo.map((one) => one.address), text });
        done();
      });
    },
  });
  await new Promise((resolve) => sink.listen(0, '127.0.0.1', resolve));
  const database = await startPostgres({
    folder: join(work, 'postgres'),
    password: secrets.POSTGRES_PASSWORD,
    port: 0,
    maxConnections: 300,
    sharedBuffers: '256MB',
  });
  const apiPort = await freePort();
  const temporalPort = await freePort();
  const metricsPort = await freePort();
  const ports = {
    'postgres:5432': database.port,
    'temporal:7233': temporalPort,
    'mail:1025': sink.server.address().port,
  };
  try {
    for (const name of inOrder(services)) {
      const service = services[name];
      const env = {
        ...(service.build === undefined ? {} : image.env),
        ...here(service.environment, ports),
        PATH: path,
      };
      if (['postgres', 'mail', 'temporal-ui'].includes(name))
        say(`${name}: ${name === 'temporal-ui' ? 'left out (its image only)' : 'a stand-in runs'}`);
      else if (name === 'temporal-schema')
        await job(name, ['/bin/sh', join(root, 'deploy/temporal/schema.sh')], work, { ...env });
      else if (name === 'temporal') {
        const own = Object.fromEntries(
          await Promise.all(
            [
              'FRONTEND_HTTP',
              'FRONTEND_MEMBERSHIP',
              'HISTORY_GRPC',
              'HISTORY_MEMBERSHIP',
              'MATCHING_GRPC',
              'MATCHING_MEMBERSHIP',
              'WORKER_GRPC',
              'WORKER_MEMBERSHIP',
            ].map(async (one) => [`${one}_PORT`, String(await freePort())]),
          ),
        );
        const settings = join(work, 'dynamic-config.yaml');
        cpSync(join(root, 'deploy/temporal/dynamic-config.yaml'), settings);
        running.push(
          start(name, [join(bin, 'temporal-server'), 'start'], work, {
            ...env,
            ...own,
            // What the image's entry script does with the container's own address.
            TEMPORAL_BROADCAST_ADDRESS: '127.0.0.1',

            FRONTEND_GRPC_PORT: String(temporalPort),
            PROMETHEUS_ENDPOINT: `127.0.0.1:${metricsPort}`,
            DYNAMIC_CONFIG_FILE_PATH: settings,
          }),
        );
      } else if (service.restart === undefined) await job(name, service.command, image.folder, env);
      else {
        const part = start(name, service.command, image.folder, {
          ...env,
          ...(name === 'api' ? { REDRESS_HOST: '127.0.0.1', REDRESS_PORT: String(apiPort) } : {}),
        });
        running.push(part);
        await until(`${name} ready`, async () => part.said.includes('"ready":true'));
        say(`${name}: ready, process ${part.child.pid}`);
      }
    }
    await exercise({ api: `http://127.0.0.1:${apiPort}`, temporal: `127.0.0.1:${temporalPort}`, image, mails });
    await namedMetrics(`http://127.0.0.1:${apiPort}`, `http://127.0.0.1:${metricsPort}/metrics`);
    await prove(services, ports, image, true);
    for (const part of running.toReversed()) {
      if (part.name === 'temporal') await prove(services, ports, image, false);
      part.child.kill('SIGTERM');
      const code = await part.ended;
      say(`${part.name}: stopped, exit ${code}`);
      if (code !== 0) fail(`${part.name} did not stop in order:\n${part.said.slice(-1_500)}`);
    }
  } finally {
    for (const { child } of running) if (child.exitCode === null) child.kill('SIGKILL');
    await database.stop();
    sink.close();
  }
  say('all commands of the containers ran, a case was opened and its lapse was told');
}

async function exercise({ api, temporal, image, mails }) {
  await until('the API ready', async () => (await fetch(`${api}/readyz`)).ok);
  const healthy = () =>
    spawnSync(process.execPath, ['deploy/worker-health.mjs'], {
      cwd: image.folder,
      env: { TEMPORAL_ADDRESS: temporal, TEMPORAL_NAMESPACE: 'redress' },
      ...user,
      encoding: 'utf8',
    });
  await until('the workers healthy', async () => healthy().status === 0);
  say(`worker health on ${hostname()}: ${healthy().stdout.trim()}`);
  const asked = {
    'other containers': ['api:7080', 'local'],
    strangers: ['elsewhere:7080', 'local'],
    nobody: ['api:7080', ''],
  };
  const statuses = [];
  for (const [host, actor] of Object.values(asked)) statuses.push(await statusOf(`${api}/v1/units`, host, actor));
  if (statuses.join() !== '200,421,401')
    fail(`asked by ${Object.keys(asked).join(', ')} the API says ${statuses.join(', ')}`);
  say('the API serves its container’s name and no other, and nobody acts unnamed');
  // The first complaint of the demonstration, on which nobody acts.
  const [{ intake }] = readDemonstration(join(image.folder, 'packs')).cases;
  const answer = await fetch(`${api}/v1/complaints`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': 'compose-check', 'x-redress-actor': 'local' },
    body: JSON.stringify({ ...intake, drill: { speed: 3_600 } }),
  });
  const { no, detail } = await answer.json();
  if (answer.status !== 201) fail(`a complaint under ${intake.pack} was answered with ${answer.status}: ${detail}`);
  const told = await until('a rung delivered', async () => mails.find((mail) => mail.text.includes(no)));
  say(
    `case ${no} under ${intake.pack} (${intake.channel}, ${intake.unit}, ${intake.category}): ${told.to.join(', ')} ` +
      `was told of a lapse`,
  );
  running.find((part) => part.name === 'worker-1').child.kill('SIGKILL');
  running.splice(
    running.findIndex((part) => part.name === 'worker-1'),
    1,
  );
  const before = mails.length;
  await until('another rung with one worker killed', async () => mails.length > before);
  say('one worker killed: the other goes on');
}

/** As somebody is answered who calls the API by that name; `fetch` lets nobody choose one. */
function statusOf(url, host, actor) {
  return new Promise((resolve, reject) => {
    const headers = { host, 'x-redress-actor': actor };
    get(url, { headers }, (answer) => answer.resume() && resolve(answer.statusCode)).once('error', reject);
  });
}

/** The commands of docs/operations.md, from the image: nothing may differ, with workers and without. */
async function prove(services, ports, image, workers) {
  for (const command of workers ? ['verify'] : ['verify', 'reconcile']) {
    const said = await job(
      `${command} (${workers ? 'workers run' : 'no worker runs'})`,
      ['node', 'dist/cli/main.js', command, '--locale', 'en'],
      image.folder,
      {
        ...image.env,
        ...here(services.api.environment, ports),
      },
    );
    if (command === 'verify' && !said.includes('1 cases checked, 1 of them against their workflows, 0 unsound'))
      fail(`verify did not compare the case with its workflow:\n${said}`);
  }
}

/** Every metric that docs/operations.md names is there. */
async function namedMetrics(api, temporal) {
  const docs = readFileSync(join(root, 'docs/operations.md'), 'utf8');
  const text = (await Promise.all([`${api}/metrics`, temporal].map(async (url) => (await fetch(url)).text()))).join(
    '\n',
  );
  const alerts = docs.slice(docs.indexOf('## Alerts'), docs.indexOf('## When something fails'));
  const names = alerts
    .split('\n')
    .filter((line) => line.includes('/metrics`'))
    .flatMap((line) => [...line.matchAll(/`([a-z_0-9]+)(?:\{|`)/g)].map((match) => match[1]));
  const missing = names.filter((name) => !text.includes(name));
  if (names.length < 4 || missing.length > 0)
    fail(`docs/operations.md names metrics that are not there: ${missing.join(', ')}`);
  say(`metrics of the alerts are there: ${names.join(', ')}`);
}

try {
  await main();
} catch (error) {
  const said = running.map((part) => `--- the end of what ${part.name} said\n${part.said.slice(-1_500)}`);
  process.stderr.write(`${said.join('\n')}\nthe check failed: ${error.message}\n`);
  process.exitCode = 1;
} finally {
  if (!process.argv.includes('--keep')) rmSync(work, { recursive: true, force: true });
  else process.stdout.write(`kept ${work}\n`);
}
process.exit(process.exitCode ?? 0);
