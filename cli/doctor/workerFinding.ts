import type { Finding } from './finding.ts';

/** As Temporal gives it. */
export type Poller = Readonly<{
  identity?: string | null;
  lastAccessTime?: { readonly seconds?: unknown } | null;
}>;

/** A worker asks once a minute; the server remembers a dead one for some minutes. */
const RECENT_MS = 120_000;

/** At `at` (epoch ms). A worker has several pollers of one identity. */
export function workerFinding(pollers: readonly Poller[], at: number): Finding {
  const recent = pollers.filter((one) => at - Number(one.lastAccessTime?.seconds) * 1_000 < RECENT_MS);
  const count = new Set(recent.map((one) => one.identity)).size;
  return {
    part: 'worker',
    ok: count > 0,
    detail:
      count === 0
        ? { zh: '没有 worker 领取任务', en: 'nobody polls for work' }
        : {
            zh: `${count} 个 worker 在领取任务`,
            en: count === 1 ? '1 worker polls for work' : `${count} workers poll for work`,
          },
    count,
    mend: { zh: '查看数据目录下的 logs/worker.log', en: 'see logs/worker.log in the data folder' },
  };
}
