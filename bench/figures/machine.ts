import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, loadavg, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import { projectRoot } from '../../config/projectRoot.ts';
import { row, type Database } from '../../store/database/database.ts';

/** Where and of what the figures are. */
export interface Circumstances {
  readonly at: string;
  readonly command: string;
  readonly commit: string;
  readonly machine: string;
  readonly loadBefore: number;
  readonly versions: Readonly<Record<string, string>>;
}

/** Load of the machine before anything is started; a machine that is busy by itself makes figures that say little. */
export function loadNow(): number {
  return Number((loadavg()[0] ?? 0).toFixed(2));
}

export async function circumstances(
  client: Client,
  db: Database,
  args: readonly string[],
  loadBefore: number,
  temporal: string,
): Promise<Circumstances> {
  const postgres = await row<{ version: string }>(db, "select current_setting('server_version') as version");
  const { serverVersion } = await client.connection.workflowService.getSystemInfo({});
  const sdk = JSON.parse(
    readFileSync(join(projectRoot(), 'node_modules', '@temporalio', 'worker', 'package.json'), 'utf8'),
  ) as { readonly version: string };
  return {
    at: new Date().toISOString(),
    command: ['npm run bench', ...(args.length === 0 ? [] : ['--', ...args])].join(' '),
    commit: commit(),
    machine:
      `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB, ` +
      `${platform()} ${release()}`,
    loadBefore,
    versions: {
      node: process.version,
      'temporal server': `${serverVersion} (${temporal})`,
      'temporal sdk': sdk.version,
      postgresql: postgres?.version ?? 'unknown',
    },
  };
}

/** Commit that is measured, marked when the files differ from it. */
export function commit(): string {
  const git = (...args: readonly string[]): string =>
    spawnSync('git', args, { cwd: projectRoot(), encoding: 'utf8' }).stdout?.trim() ?? '';
  const hash = git('rev-parse', '--short=10', 'HEAD');
  if (hash === '') return 'unknown';
  return git('status', '--porcelain', '--untracked-files=no') === '' ? hash : `${hash}+changes`;
}
