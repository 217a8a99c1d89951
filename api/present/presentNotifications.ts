import type { z } from 'zod';
import type { notificationsSchema } from '../../contracts/http/httpComplaint.ts';
import { say } from '../../language/phrase.ts';
import type { NotificationRow } from '../../store/notifications/notifications.ts';
import { named, type Names } from '../../store/people/namesOf.ts';
import type { PackLabels } from './packLabels.ts';
import { remedyOf } from './remedyOf.ts';

export type Called = Readonly<{ people: Names; unit: string; zone: string }>;

type Item = Omit<
  z.infer<typeof notificationsSchema>['items'][number],
  'plannedAt' | 'firedAt' | 'firstAttemptAt' | 'lastAttemptAt' | 'deliveredAt' | 'heldUntil' | 'insteadOf'
> &
  Pick<
    NotificationRow,
    'plannedAt' | 'firedAt' | 'firstAttemptAt' | 'lastAttemptAt' | 'deliveredAt' | 'heldUntil' | 'insteadOf'
  >;

/** What was told of what to whom, and what to do where it has not arrived. `now`: epoch ms. */
export function presentNotification(row: NotificationRow, labels: PackLabels, called: Called, now: number): Item {
  const { item, recipient, lastError } = row;
  const { people, unit, zone } = called;
  const role = labels.role(row.role);
  const who = recipient === 'complainant' || recipient === 'nobody' ? role : named(people, recipient);
  const [clock = ''] = item.split('/');
  const whatToDo = remedyOf(row, { who, role, unit, zone }, now);
  const about = clock === 'notice' ? (item.split('/')[2] ?? item) : labels.clock(clock);
  return {
    ...row,
    label: `${about} → ${[...new Set([role, who])].join(' ')}`,
    lastError: lastError === null ? null : say(lastError, labels.locale),
    whatToDo: whatToDo === undefined ? null : say(whatToDo, labels.locale),
  };
}
