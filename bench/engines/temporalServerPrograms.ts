/** The programs of a production-shaped Temporal: the server itself and the tool that makes its tables. */

import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { putInPlace, runGo } from '../../runtime/temporal/goProgram.ts';
import type { Bilingual } from '../../language/bilingual.ts';
import type { Say } from '../../runtime/machine/say.ts';
import { inCache } from '../../runtime/temporal/temporalBinary.ts';

/** The same server as in the embedded CLI and in the compose file. */
export const TEMPORAL_SERVER_VERSION = '1.31.2';

export interface TemporalServerPrograms {
  readonly server: string;
  readonly sqlTool: string;
}

/** Both programs from the cache; `undefined` when they were never built here. */
export function cachedTemporalServer(): TemporalServerPrograms | undefined {
  const programs = places();
  return existsSync(programs.server) && existsSync(programs.sqlTool) ? programs : undefined;
}

/** Both programs, built from the server's Go module when the cache does not have them (once; some minutes). */
export async function temporalServerPrograms(say: Say): Promise<TemporalServerPrograms> {
  const programs = places();
  await install(
    'server',
    { zh: 'Temporal 服务', en: 'the Temporal server' },
    { zh: '两分钟', en: 'about two minutes' },
    programs.server,
    say,
  );
  await install(
    'tools/sql',
    { zh: 'Temporal 的表结构工具', en: 'Temporal’s schema tool' },
    { zh: '几秒', en: 'some seconds' },
    programs.sqlTool,
    say,
  );
  return programs;
}

function places(): TemporalServerPrograms {
  return {
    server: inCache(`temporal-server-${TEMPORAL_SERVER_VERSION}`),
    sqlTool: inCache(`temporal-sql-tool-${TEMPORAL_SERVER_VERSION}`),
  };
}

async function install(command: string, what: Bilingual, lasts: Bilingual, target: string, say: Say): Promise<void> {
  if (existsSync(target)) return;
  mkdirSync(dirname(target), { recursive: true });
  const folder = mkdtempSync(join(dirname(target), 'building-'));
  try {
    const args = ['install', '-v', `go.temporal.io/server/cmd/${command}@v${TEMPORAL_SERVER_VERSION}`];
    await runGo(
      {
        what: { zh: `${what.zh} ${TEMPORAL_SERVER_VERSION}`, en: `${what.en} ${TEMPORAL_SERVER_VERSION}` },
        lasts,
        args,
        env: { GOBIN: folder },
      },
      say,
    );
    const made = command.split('/').at(-1) ?? '';
    putInPlace(join(folder, `${made}${process.platform === 'win32' ? '.exe' : ''}`), target);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
