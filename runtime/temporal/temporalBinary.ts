/** Finding the Temporal server: the one program that is not an npm package. */

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { GO_NEEDED, putInPlace, runGo, which } from './goProgram.ts';
import { BilingualError } from '../../language/bilingualError.ts';
import { plain } from '../../language/joinWords.ts';
import type { Bilingual } from '../../language/bilingual.ts';
import type { Say } from '../machine/say.ts';

/** CLI 1.8.2 carries server 1.31.2 and UI 2.50.1. */
export const TEMPORAL_CLI_VERSION = '1.8.2';

/**
 * Path of a `temporal` program: on PATH, in the cache, downloaded, or built. Throws with all five ways when none works.
 */
export async function temporalBinary(sources: string, say: Say, env: NodeJS.ProcessEnv): Promise<string> {
  const onPath = which('temporal');
  if (onPath !== undefined) return onPath;
  const cached = cachePath(env);
  if (existsSync(cached)) return cached;
  mkdirSync(join(cached, '..'), { recursive: true });
  const problems: Bilingual[] = [];
  for (const [what, whatZh, way] of [
    ['download', '下载', () => download(cached, say)],
    ['build', '编译', () => build(cached, sources, say)],
  ] as const) {
    try {
      await way();
      return cached;
    } catch (error) {
      const { zh, en } = error instanceof BilingualError ? error.words : plain((error as Error).message);
      problems.push({ zh: `${whatZh}:${zh}`, en: `${what}: ${en}` });
    }
  }
  throw new BilingualError({
    zh: [
      '没有找到 Temporal 服务程序。以下任一办法均可:',
      '  1. 设置 TEMPORAL_ADDRESS=主机:端口,使用自己的服务;',
      '  2. 把程序 `temporal` 放到 PATH 上;',
      `  3. 把它放进缓存,路径为 ${cached};`,
      '  4. 让本机可以访问官方发布页(github.com/temporalio/cli);',
      `  5. 安装 Go ${GO_NEEDED} 或更高版本,或带 pip 的 Python,以便编译一次。`,
      ...problems.map((problem) => `  已尝试:${problem.zh}`),
    ].join('\n'),
    en: [
      'no Temporal server was found. Any one of these mends it:',
      '  1. set TEMPORAL_ADDRESS=host:port to a server of yours;',
      '  2. put the program `temporal` on PATH;',
      `  3. put it into the cache as ${cached};`,
      '  4. let this machine reach the official releases (github.com/temporalio/cli);',
      `  5. install Go ${GO_NEEDED} or newer, or Python with pip, so that it can be built once.`,
      ...problems.map((problem) => `  tried: ${problem.en}`),
    ].join('\n'),
  });
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
  say(`fetching the Temporal server ${TEMPORAL_CLI_VERSION} ...`, `正在下载 Temporal 服务 ${TEMPORAL_CLI_VERSION} ...`);
  const sums = await (await get(`${base}/checksums.txt`)).text();
  const wanted = sums
    .split('\n')
    .find((line) => line.endsWith(name))
    ?.split(/\s+/)[0];
  if (wanted === undefined)
    throw new BilingualError({
      zh: `发布页没有 ${name} 的校验和`,
      en: `the release names no checksum for ${name}`,
    });
  const archive = Buffer.from(await (await get(`${base}/${name}`)).arrayBuffer());
  if (createHash('sha256').update(archive).digest('hex') !== wanted)
    throw new BilingualError({
      zh: `${name} 与发布页的校验和不符`,
      en: `${name} does not have the release's checksum`,
    });
  const folder = mkdtempSync(join(tmpdir(), 'redress-temporal-'));
  writeFileSync(join(folder, 'archive.tar.gz'), archive);
  if (spawnSync('tar', ['-xzf', join(folder, 'archive.tar.gz'), '-C', folder, 'temporal']).status !== 0)
    throw new BilingualError({ zh: '无法解开压缩包', en: 'the archive could not be unpacked' });
  putInPlace(join(folder, 'temporal'), target);
  rmSync(folder, { recursive: true, force: true });
}

async function get(url: string): Promise<Response> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(url.endsWith('.txt') ? 5_000 : 300_000) });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer;
}

async function build(target: string, sources: string, say: Say): Promise<void> {
  const args = [
    'build',
    '-v',
    '-buildvcs=false',
    '-o',
    `${target}.${process.pid}`,
    'github.com/temporalio/cli/cmd/temporal',
  ];
  await runGo(
    {
      what: { zh: 'Temporal 服务', en: 'the Temporal server' },
      lasts: { zh: '五分钟', en: 'about five minutes' },
      args,
      cwd: sources,
      env: { GOFLAGS: '-mod=mod' },
    },
    say,
  );
  putInPlace(`${target}.${process.pid}`, target);
  say(`kept in ${target}`, `已存入 ${target}`);
}
