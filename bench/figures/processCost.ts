/** What processes cost, read from the kernel (Linux only). */

import { readdirSync, readFileSync } from 'node:fs';

const TICKS_PER_SECOND = 100;

/** Core-milliseconds that a process and everything below it, ended children included, have used so far. */
export function coreMs(pid: number): number {
  const own = fieldsOf(pid);
  if (own === undefined) return 0;
  // utime, stime, and the same of children that were waited for.
  const ticks = own.slice(11, 15).reduce((sum, text) => sum + Number(text), 0);
  return (ticks * 1000) / TICKS_PER_SECOND + childrenOf(pid).reduce((sum, child) => sum + coreMs(child), 0);
}

/** Proportional set size of a process and everything below it, megabytes. */
export function pssMb(pid: number): number {
  const text = readOrEmpty(`/proc/${pid}/smaps_rollup`);
  const kilobytes = Number(/^Pss:\s+(\d+)/m.exec(text)?.[1] ?? 0);
  return kilobytes / 1024 + childrenOf(pid).reduce((sum, child) => sum + pssMb(child), 0);
}

/** Fields of /proc/<pid>/stat after the name, from the state on. */
function fieldsOf(pid: number): readonly string[] | undefined {
  const text = readOrEmpty(`/proc/${pid}/stat`);
  return text === '' ? undefined : text.slice(text.lastIndexOf(')') + 2).split(' ');
}

function childrenOf(pid: number): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && fieldsOf(Number(name))?.[1] === String(pid))
    .map(Number);
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
