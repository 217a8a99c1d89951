import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { BilingualError, type Bilingual } from '../../language/bilingual.ts';

/** How to start a server that refuses root. */
export type ServerUser = Readonly<{
  describe: Bilingual;
  /** Owner of process and files; empty: this user. */
  ids: Readonly<{ uid?: number; gid?: number }>;
  /** Goes before the server's program. */
  before: readonly string[];
}>;

/** User nobody exists everywhere. */
const NOBODY = 65_534;
const UNSHARE = ['unshare', '--user', '--map-user=1000', '--'];

const OURSELVES: ServerUser = { describe: { zh: '当前用户', en: 'this user' }, ids: {}, before: [] };
const AS_NOBODY: ServerUser = {
  describe: { zh: '用户 nobody', en: 'user nobody' },
  ids: { uid: NOBODY, gid: NOBODY },
  before: [],
};
const IN_NAMESPACE: ServerUser = {
  describe: { zh: '用户命名空间', en: 'a user namespace' },
  ids: {},
  before: UNSHARE,
};

/** For `program` on files in `dataFolder`; throws with advice when root has no way. */
export function serverUser(program: string, dataFolder: string): ServerUser {
  if (process.platform === 'win32' || process.getuid?.() !== 0) return OURSELVES;
  const unreachable = !nobodyCanReach(program)
    ? dirname(program)
    : !nobodyCanReach(dataFolder)
      ? dataFolder
      : undefined;
  if (unreachable === undefined) return AS_NOBODY;
  const [unshare = '', ...args] = UNSHARE;
  if (spawnSync(unshare, [...args, 'true']).status === 0) return IN_NAMESPACE;
  throw new BilingualError({
    zh:
      `PostgreSQL 不能以 root 运行,而用户 "nobody" 无法进入 ${unreachable}。` +
      '请让其上各级目录可通行(chmod 711 <目录>),或改用其他用户启动,或设置 DATABASE_URL。',
    en:
      `PostgreSQL does not run as root, and user "nobody" cannot reach ${unreachable}. Make every folder above it ` +
      'passable (chmod 711 <folder>), start as another user, or set DATABASE_URL.',
  });
}

function nobodyCanReach(path: string): boolean {
  return spawnSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', path], { ...AS_NOBODY.ids, cwd: '/' }).status === 0;
}
