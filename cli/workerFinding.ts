import type { Finding } from './doctor.ts';

/** Who asked a task queue for work, and when last, as Temporal says it. */
export interface Poller {
  readonly identity?: string | null;
  readonly lastAccessTime?: { readonly seconds?: unknown } | null;
}

/** A worker that lives asks once a minute. The server remembers one that has gone for some minutes more. */
const RECENT_MS = 120_000;

/** How many workers poll at `at` (epoch ms). One polls several times at once, under one identity. */
export function workerFinding(pollers: readonly Poller[], at: number): Finding {
  const recent = pollers.filter((one) => at - Number(one.lastAccessTime?.seconds) * 1_000 < RECENT_MS);
  const count = new Set(recent.map((one) => one.identity)).size;
  const detail = count === 0 ? 'nobody polls for work' : count === 1 ? '1 worker polls for work' : `${count} workers poll for work`;
  return { part: 'worker', ok: count > 0, detail, count, mend: 'see logs/worker.log in the data folder' };
}
