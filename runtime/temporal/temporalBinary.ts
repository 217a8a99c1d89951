/** The only program that is not from npm. */

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { projectRoot } from '../../config/projectRoot.ts';
import { BilingualError, wordsOf, joined, type Bilingual } from '../../language/bilingual.ts';
import type { Say } from '../machine/say.ts';
import { GO_NEEDED, putInPlace, runGo, which } from './goProgram.ts';

/** With server 1.31.2 and UI 2.50.1. */
export const TEMPORAL_CLI_VERSION = '1.8.2';
const CACHED = inCache(`temporal-${TEMPORAL_CLI_VERSION}`);

/** Found, downloaded or built. Throws with all five remedies. */
export async function temporalBinary(say: Say): Promise<string> {
  const found = cachedTemporal();
  if (found !== undefined) return found;
  mkdirSync(dirname(CACHED), { recursive: true });
  const problems: Bilingual[] = [];
  for (const [en, zh, way] of [
    ['download', '下载', download],
    ['build', '编译', build],
  ] as const) {
    try {
      await way(say);
      return CACHED;
    } catch (error) {
      const words = wordsOf(error);
      problems.push({ zh: `  已尝试:${zh}:${words.zh}`, en: `  tried: ${en}: ${words.en}` });
    }
  }
  const tried = joined(problems, '\n', '\n');
  throw new BilingualError({
    zh: `没有找到 Temporal 服务程序。以下任一办法均可:
  1. 设置 TEMPORAL_ADDRESS=主机:端口,使用自己的服务;
  2. 把程序 \`temporal\` 放到 PATH 上;
  3. 把它放进缓存,路径为 ${CACHED};
  4. 让本机可以访问官方发布页(github.com/temporalio/cli);
  5. 安装 Go ${GO_NEEDED} 或更高版本,或带 pip 的 Python,以便编译一次。
${tried.zh}`,
    en: `no Temporal server was found. Any one of these mends it:
  1. set TEMPORAL_ADDRESS=host:port to a server of yours;
  2. put the program \`temporal\` on PATH;
  3. put it into the cache as ${CACHED};
  4. let this machine reach the official releases (github.com/temporalio/cli);
  5. install Go ${GO_NEEDED} or newer, or Python with pip, so that it can be built once.
${tried.en}`,
  });
}

/** On PATH or in the cache. */
export function cachedTemporal(): string | undefined {
  return which('temporal') ?? (existsSync(CACHED) ? CACHED : undefined);
}

/** Shared by all checkouts of this user. */
export function inCache(program: string): string {
  const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  return join(cache, 'redress', `${program}${process.platform === 'win32' ? '.exe' : ''}`);
}

/** Checks the release's checksum. */
async function download(say: Say): Promise<void> {
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
  putInPlace(join(folder, 'temporal'), CACHED);
  rmSync(folder, { recursive: true, force: true });
}

async function get(url: string): Promise<Response> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(url.endsWith('.txt') ? 5_000 : 300_000) });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer;
}

async function build(say: Say): Promise<void> {
  const made = `${CACHED}.${process.pid}`;
  await runGo(
    {
      what: { zh: 'Temporal 服务', en: 'the Temporal server' },
      lasts: { zh: '五分钟', en: 'about five minutes' },
      args: ['build', '-v', '-buildvcs=false', '-o', made, 'github.com/temporalio/cli/cmd/temporal'],
      cwd: join(projectRoot(), 'tools', 'temporal'),
      env: { GOFLAGS: '-mod=mod' },
    },
    say,
  );
  putInPlace(made, CACHED);
  say(`kept in ${CACHED}`, `已存入 ${CACHED}`);
}
