import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';

/** How a server that refuses to run as root is started: as ourselves, as another user, or as root behind a user namespace. */
export interface ServerUser {
  readonly describe: string;
  /** Owner of the server's files; absent when they are ours. */
  readonly owner?: { readonly uid: number; readonly gid: number };
  /** Program and leading arguments to put before the server's own. */
  readonly wrap: (program: string, args: readonly string[]) => readonly [string, readonly string[]];
  readonly spawn: { readonly uid?: number; readonly gid?: number };
}

/** The user called nobody exists everywhere. */
const NOBODY = 65_534;

const OURSELVES: ServerUser = { describe: 'this user', wrap: (program, args) => [program, args], spawn: {} };
const AS_NOBODY: ServerUser = { describe: 'user nobody', owner: { uid: NOBODY, gid: NOBODY }, wrap: (program, args) => [program, args], spawn: { uid: NOBODY, gid: NOBODY } };
const IN_NAMESPACE: ServerUser = { describe: 'a user namespace', wrap: (program, args) => ['unshare', ['--user', '--map-user=1000', '--', program, ...args]], spawn: {} };

/** Picks a way to run `program` on files below `dataFolder`; throws with what to do when root has none. */
export function serverUser(program: string, dataFolder: string): ServerUser {
  if (process.platform === 'win32' || process.getuid?.() !== 0) return OURSELVES;
  if (canReach(AS_NOBODY, program) && canReach(AS_NOBODY, dataFolder)) return AS_NOBODY;
  if (spawnSync('unshare', ['--user', '--map-user=1000', '--', 'true']).status === 0) return IN_NAMESPACE;
  const folder = canReach(AS_NOBODY, program) ? dataFolder : dirname(program);
  throw new Error(
    `PostgreSQL does not run as root, and user "nobody" cannot reach ${folder}. Make every folder above it passable (chmod 711 <folder>), start as another user, or set DATABASE_URL.`,
  );
}

function canReach(user: ServerUser, path: string): boolean {
  return spawnSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', path], { ...user.spawn, cwd: '/' }).status === 0;
}
