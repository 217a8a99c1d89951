/** Finding the Temporal server: the one program that is not an npm package. */

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { GO_NEEDED, putInPlace, runGo, which } from './goProgram.ts';
import type { Say } from './goProgram.ts';

/** CLI 1.8.2 carries server 1.31.2 and UI 2.50.1. */
export const TEMPORAL_CLI_VERSION = '1.8.2';

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
      `  5. install Go ${GO_NEEDED} or newer, or Python with pip, so that it can be built once.`,
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
  return inCache(env, `temporal-${TEMPORAL_CLI_VERSION}`);
}

/** Where a program that was fetched or built is kept, for every checkout of this user. */
export function inCache(env: NodeJS.ProcessEnv, program: string): string {
  const cache = env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  return join(cache, 'redress', `${program}${process.platform === 'win32' ? '.exe' : ''}`);
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
  putInPlace(join(folder, 'temporal'), target);
  rmSync(folder, { recursive: true, force: true });
}

async function get(url: string): Promise<Response> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(url.endsWith('.txt') ? 5_000 : 300_000) });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer;
}

async function build(target: string, sources: string, say: Say): Promise<void> {
  const args = ['build', '-v', '-buildvcs=false', '-o', `${target}.${process.pid}`, 'github.com/temporalio/cli/cmd/temporal'];
  await runGo({ what: 'the Temporal server', lasts: 'about five minutes', args, cwd: sources, env: { GOFLAGS: '-mod=mod' } }, say);
  putInPlace(`${target}.${process.pid}`, target);
  say(`kept in ${target}`);
}
