import type { z } from 'zod';
import type { notificationsSchema, TimelineItem } from '../../contracts/http/httpComplaint.ts';

type DemoNotification = Pick<
  z.infer<typeof notificationsSchema>['items'][number],
  'messageKey' | 'status' | 'plannedAt' | 'deliveredAt'
>;

/** Lateness in ms of wall clock time, nearest rank; `undefined` when nothing fired. */
export type DemoSummary = Readonly<{
  rungs: number;
  p50Ms: number | undefined;
  p99Ms: number | undefined;
  maxMs: number | undefined;
  /** Messages that arrived; one may carry several notifications. */
  told: number;
  /** Notifications that have not arrived, tried again or not. */
  undelivered: number;
  /** Before the planned moment, by the database's clock. */
  early: number;
}>;

export function demoSummary(
  entries: readonly Pick<TimelineItem, 'type' | 'data'>[],
  notifications: readonly DemoNotification[],
): DemoSummary {
  const late = entries
    .flatMap(({ type, data }) => (type === 'RungFired' ? [Number(data?.['lateMs'] ?? 0)] : []))
    .toSorted((a, b) => a - b);
  const rank = (share: number): number | undefined => late[Math.max(0, Math.ceil(share * late.length) - 1)];
  const delivered = notifications.filter((one) => one.status === 'delivered');
  return {
    rungs: late.length,
    p50Ms: rank(0.5),
    p99Ms: rank(0.99),
    maxMs: late.at(-1),
    told: new Set(delivered.map((one) => one.messageKey)).size,
    undelivered: notifications.filter(({ status }) => status !== 'delivered' && status !== 'moot').length,
    early: delivered.filter(
      (one) =>
        one.deliveredAt !== null && one.plannedAt !== null && Date.parse(one.deliveredAt) < Date.parse(one.plannedAt),
    ).length,
  };
}
