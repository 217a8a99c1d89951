#!/usr/bin/env node
// Runs every npm script on a fresh clone: dependencies, build, then the command. Plain Node, because nothing is
// installed yet.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const started = Date.now();
// As the commands that follow (config/installationLocale.ts). What only developers run is said in English.
const kept = join(process.env.REDRESS_DATA || join(root, '.redress'), 'locale');
const locale =
  process.env.REDRESS_LOCALE ||
  (existsSync(kept) && readFileSync(kept, 'utf8').trim()) ||
  (process.env.DATABASE_URL ? 'zh' : process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || 'en');
const inWords = (en, zh) => (locale.startsWith('zh') ? zh : en);
const say = (en, zh = en) =>
  process.stderr.write(`[${((Date.now() - started) / 1000).toFixed(1).padStart(6)} s] ${inWords(en, zh)}\n`);

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  const en = `Redress needs Node 20.19 or newer; this is ${process.version}. Install a newer Node and try again.`;
  const zh = `Redress 需要 Node 20.19 或更高版本;当前为 ${process.version}。请安装较新的 Node 再试。`;
  process.stderr.write(`${inWords(en, zh)}\n`);
  process.exit(1);
}

function run(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options });
  if (result.error) {
    const { message } = result.error;
    const said = inWords(`${command} could not be started: ${message}`, `无法启动 ${command}:${message}`);
    process.stderr.write(`${said}\n`);
    process.exit(1);
  }
  return result.status ?? 1;
}

function must(what, command, args, options) {
  const status = run(command, args, options);
  if (status === 0) return;
  process.stderr.write(`${inWords(`${what} failed (exit ${status}).`, `${what} 失败(退出码 ${status})。`)}\n`);
  process.exit(status);
}

const digest = (text) => createHash('sha256').update(text).digest('hex');

function installed() {
  const lock = digest(readFileSync(join(root, 'package-lock.json')) + process.versions.modules);
  const stamp = join(root, 'node_modules', '.redress-lock');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  say('installing dependencies (about half a minute) ...', '正在安装依赖(约半分钟) ...');
  must('npm ci', process.platform === 'win32' ? 'npm.cmd' : 'npm', [
    'ci',
    '--no-fund',
    '--no-audit',
    '--loglevel=error',
  ]);
  writeFileSync(stamp, lock);
  say('dependencies installed', '依赖已安装');
}

const SOURCES = [
  'domain',
  'client',
  'contracts',
  'language',
  'workflows',
  'activities',
  'store',
  'packs',
  'report',
  'worker',
  'api',
  'cli',
  'runtime',
  'config',
  'bench',
  'test/model',
];

function sourceDigest() {
  const files = SOURCES.flatMap((folder) =>
    existsSync(join(root, folder))
      ? readdirSync(join(root, folder), { recursive: true }).map((name) => join(folder, String(name)))
      : [],
  );
  const seen = [
    ...files.filter((name) => name.endsWith('.ts') && !name.includes('node_modules')),
    'test/support/servers/runningInstallation.ts',
    'tsconfig.json',
    'tsconfig.build.json',
    'package-lock.json',
  ].sort();
  return digest(
    seen
      .map((name) => `${name}:${statSync(join(root, name)).size}:${digest(readFileSync(join(root, name)))}`)
      .join('\n'),
  );
}

function built() {
  const stamp = join(root, 'dist', '.redress-sources');
  const now = sourceDigest();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return;
  say('building ...', '正在构建 ...');
  mkdirSync(join(root, 'dist'), { recursive: true });
  must(inWords('the build', '构建'), process.execPath, [
    join(root, 'node_modules/typescript/bin/tsc'),
    '-p',
    'tsconfig.build.json',
  ]);
  must(inWords('the workflow bundle', '打包工作流'), process.execPath, ['dist/worker/bundle.js']);
  must(inWords('reading the packs', '读取制度包'), process.execPath, ['dist/worker/keepParsed.js']);
  writeFileSync(stamp, now);
  say('built', '已构建');
}

const bin = (name) => join(root, 'node_modules', '.bin', process.platform === 'win32' ? `${name}.cmd` : name);

/** Says what a program has said when it ends, so that several at once stay apart; its exit code. */
function runBeside(what, command, args) {
  const colour = process.stderr.isTTY ? { FORCE_COLOR: '1' } : {};
  const child = spawn(command, args, {
    cwd: root,
    env: { ...process.env, ...colour },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => said.push(chunk));
  return new Promise((resolve) => {
    const ended = (status) => {
      process.stderr.write(Buffer.concat(said));
      say(`${status === 0 ? 'ok    ' : 'FAILED'} ${what}`);
      resolve(status);
    };
    child.on('error', ({ message }) => ended(message));
    child.on('close', ended);
  });
}

async function check() {
  const steps = [
    ['formatting', 'prettier', ['--check', '--log-level', 'warn', '.']],
    ['lint', 'oxlint', ['--type-aware', '--deny-warnings', ...SOURCES, 'test']],
    ['types', 'tsc', ['-p', '.']],
    ['import directions', 'depcruise', ['--config', '.dependency-cruiser.cjs', ...SOURCES]],
    ['unused code', 'knip', []],
  ];
  const ended = await Promise.all(steps.map(([what, command, args]) => runBeside(what, bin(command), args)));
  built();
  ended.push(
    await runBeside('rules and golden cases', process.execPath, ['dist/cli/main.js', 'pack', 'coverage', '--check']),
  );
  return ended.every((status) => status === 0) ? 0 : 1;
}

/** Installs a package of its own below the root, once for each lock file. */
function installedIn(folder) {
  const lock = digest(readFileSync(join(root, folder, 'package-lock.json')) + process.versions.modules);
  const stamp = join(root, folder, 'node_modules', '.redress-lock');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  say(`installing the packages of ${folder} ...`);
  must(
    `npm ci in ${folder}`,
    process.platform === 'win32' ? 'npm.cmd' : 'npm',
    ['ci', '--no-fund', '--no-audit', '--loglevel=error'],
    { cwd: join(root, folder) },
  );
  writeFileSync(stamp, lock);
}

const [command = 'start', ...args] = process.argv.slice(2);
installed();
if (command === 'check') process.exit(await check());
built();
if (command === 'install') process.exit(0);
if (command === 'bench:peers') {
  installedIn('bench/peers');
  process.exit(run(process.execPath, ['bench/peers/run.mjs', ...args]));
}
if (command === 'screenshots') {
  installedIn('tools/screenshots');
  process.exit(run(process.execPath, ['tools/screenshots/run.mjs', ...args]));
}
if (command === 'test:dates') process.exit(run(process.execPath, ['tools/dates.mjs', ...args]));
if (command === 'fuzz') process.exit(run(process.execPath, ['tools/fuzz/run.mjs', ...args]));
if (command === 'deploy:validate') process.exit(run(process.execPath, ['deploy/validate.mjs', ...args]));
if (command === 'test') process.exit(run(bin('vitest'), ['run', ...args]));
const bench = {
  bench: 'main.js',
  'bench:kills': 'kills/main.js',
  'bench:model': '../test/model/main.js',
  'bench:races': 'races/main.js',
  'bench:scale': 'scale/main.js',
  'bench:server': 'server.js',
  'bench:soak': 'soak.js',
  'bench:year': 'year/main.js',
}[command];
if (bench !== undefined) process.exit(run(process.execPath, [join('dist', 'bench', bench), ...args]));
// A trial has invented people; a database of one's own does not ask for them.
const up = process.env.DATABASE_URL ? ['up'] : ['up', '--demo'];
const cli = { start: [...up, ...args], demo: ['demo', ...args], redress: args }[command];
if (cli === undefined) {
  process.stderr.write(`bootstrap: unknown command ${command}\n`);
  process.exit(2);
}
// Signals reach the child through the terminal; this process only waits, so that Ctrl-C is answered once.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => {});
const child = spawn(process.execPath, [join(root, 'dist', 'cli', 'main.js'), ...cli], { stdio: 'inherit' });
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('exit', (code, signal) => process.exit(code ?? (signal === null ? 0 : 1)));
