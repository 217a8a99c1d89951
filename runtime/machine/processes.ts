import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { eventually } from './eventually.ts';

/** A zombie is dead: where nobody reaps, its pid stays. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM';
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3) !== 'Z';
  } catch {
    return process.platform !== 'linux';
  }
}

const LISTENING = '0A';

/** A remembered port or pid may have a new owner. True where the system does not tell (not Linux, not our process). */
export function listensOn(pid: number, port: number): boolean {
  try {
    const wanted = port.toString(16).toUpperCase().padStart(4, '0');
    const sockets = ['tcp', 'tcp6'].flatMap((table) =>
      readFileSync(`/proc/net/${table}`, 'utf8')
        .split('\n')
        .map((line) => line.trim().split(/\s+/))
        .filter((columns) => columns[3] === LISTENING && columns[1]?.endsWith(`:${wanted}`) === true)
        .map((columns) => `socket:[${columns[9]}]`),
    );
    return readdirSync(`/proc/${pid}/fd`).some((handle) => sockets.includes(linkOf(`/proc/${pid}/fd/${handle}`)));
  } catch {
    return true;
  }
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

/** Kills it after `graceMs`. */
export async function stopProcess(pid: number, signal: NodeJS.Signals, graceMs: number): Promise<void> {
  if (!isAlive(pid)) return;
  process.kill(pid, signal);
  if (!(await eventually(() => !isAlive(pid), graceMs, 25))) process.kill(pid, 'SIGKILL');
}
