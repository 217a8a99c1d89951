/** CPU time of processes, from /proc. Linux counts in ticks of 10 ms. */

import { readFileSync, readdirSync } from 'node:fs';

const TICK_MS = 10;

/**
 * CPU that a process has used so far, with that of its threads, in core-milliseconds; 0 when it is gone.
 * @param {number} pid
 */
export function cpuMs(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  } catch {
    return 0;
  }
}

/**
 * Backends of a PostgreSQL server by the database they serve; those that serve none are under ''.
 * @param {number} postmaster
 * @returns {Map<string, number[]>}
 */
export function backends(postmaster) {
  /** @type {Map<string, number[]>} */
  const found = new Map();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      if (Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) !== postmaster) continue;
      const title = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ');
      const database = /^postgres: \S+ (\S+) 127\.0\.0\.1\(/.exec(title)?.[1] ?? '';
      found.set(database, [...(found.get(database) ?? []), Number(name)]);
    } catch {
      // It ended between the listing and the look.
    }
  }
  return found;
}

/**
 * Adds up the CPU of groups of processes between two moments, also of processes that come and go in between (to the
 * last look).
 */
export class CpuBook {
  /** @type {Map<string, Map<number, number>>} group → process → CPU now */
  #seen = new Map();
  /** @type {Map<string, Map<number, number>> | undefined} */
  #start;

  /** @param {ReadonlyMap<string, readonly number[]>} groups */
  look(groups) {
    for (const [group, pids] of groups) {
      const known = this.#seen.get(group) ?? new Map();
      this.#seen.set(group, known);
      for (const pid of pids) {
        const used = cpuMs(pid);
        if (used > 0) known.set(pid, used);
      }
    }
  }

  /** Counts from here. */
  begin() {
    this.#start = new Map([...this.#seen].map(([group, known]) => [group, new Map(known)]));
  }

  /** @returns {Record<string, number>} core-milliseconds since `begin` by group */
  used() {
    return Object.fromEntries(
      [...this.#seen].map(([group, known]) => [
        group,
        [...known].reduce((sum, [pid, now]) => sum + now - (this.#start?.get(group)?.get(pid) ?? 0), 0),
      ]),
    );
  }
}
