import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import type { Bilingual } from '../../language/bilingual.ts';
import { BilingualError } from '../../language/bilingualError.ts';

/**
 * How a server that refuses to run as root is started: as ourselves, as another user, or as root behind a user
 * namespace.
 */
export interface ServerUser {
  readonly describe: Bilingual;
  /** Owner of the server's files; absent when they are ours. */
  readonly owner?: { readonly uid: number; readonly gid: number };
  /** Program and leading arguments to put before the server's own. */
  readonly wrap: (program: string, args: readonly string[]) => readonly [string, readonly string[]];
  readonly spawn: { readonly uid?: number; readonly gid?: number };
}

/** The user called nobody exists everywhere. */
const NOBODY = 65_534;

const OURSELVES: ServerUser = {
  describe: { zh: '当前用户', en: 'this user' },
  wrap: (program, args) => [program, args],
  spawn: {},
};
const AS_NOBODY: ServerUser = {
  describe: { zh: '用户 nobody', en: 'user nobody' },
  owner: { uid: NOBODY, gid: NOBODY },
  wrap: (program, args) => [program, args],
  spawn: { uid: NOBODY, gid: NOBODY },
};
const IN_NAMESPACE: ServerUser = {
  describe: { zh: '用户命名空间', en: 'a user namespace' },
  wrap: (program, args) => ['unshare', ['--user', '--map-user=1000', '--', program, ...args]],
  spawn: {},
};

/** Picks a way to run `program` on files below `dataFolder`; throws with what to do when root has none. */
export function serverUser(program: string, dataFolder: string): ServerUser {
  if (process.platform === 'win32' || process.getuid?.() !== 0) return OURSELVES;
  if (canReach(AS_NOBODY, program) && canReach(AS_NOBODY, dataFolder)) return AS_NOBODY;
  if (spawnSync('unshare', ['--user', '--map-user=1000', '--', 'true']).status === 0) return IN_NAMESPACE;
  const folder = canReach(AS_NOBODY, program) ? dataFolder : dirname(program);
  throw new BilingualError({
    zh:
      `PostgreSQL 不能以 root 运行,而用户 "nobody" 无法进入 ${folder}。` +
      '请让其上各级目录可通行(chmod 711 <目录>),或改用其他用户启动,或设置 DATABASE_URL。',
    en:
      `PostgreSQL does not run as root, and user "nobody" cannot reach ${folder}. Make every folder above it ` +
      'passable (chmod 711 <folder>), start as another user, or set DATABASE_URL.',
  });
}

function canReach(user: ServerUser, path: string): boolean {
  return spawnSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', path], { ...user.spawn, cwd: '/' }).status === 0;
}
