import type { Notification } from './delivery.ts';

export type RungKind = 'warning' | 'lapse' | 'repetition';

/** Of a moment of a ladder: before, at or after the due moment. */
export function rungKind(plannedAt: number, dueAt: number): RungKind {
  if (plannedAt === dueAt) return 'lapse';
  return plannedAt < dueAt ? 'warning' : 'repetition';
}

/** `undefined` for what is of no ladder. */
export function kindOf({ plannedAt, dueAt }: Pick<Notification, 'plannedAt' | 'dueAt'>): RungKind | undefined {
  return plannedAt === undefined || dueAt === undefined ? undefined : rungKind(plannedAt, dueAt);
}
