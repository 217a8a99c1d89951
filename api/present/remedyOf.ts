import { failingRemedy } from '../../domain/notify/failingRemedy.ts';
import { waitBeforeNextTry } from '../../domain/notify/waitBeforeNextTry.ts';
import { phrase, type Phrase } from '../../language/phrase.ts';
import type { NotificationRow } from '../../store/notifications/notifications.ts';

const WEEK_MS = 7 * 86_400_000;

export type Whom = Readonly<{ who: string; role: string; unit: string; zone: string }>;

/** What to do about a notification that has not arrived; `undefined` where there is nothing to do. `now`: epoch ms. */
export function remedyOf(row: NotificationRow, whom: Whom, now: number): Phrase | undefined {
  const { status, recipient, channel, lastError } = row;
  if (lastError === null) return undefined;
  const isClient = recipient === 'complainant';
  const { who, role, unit, zone } = whom;
  switch (status) {
    case 'failing':
      return now - row.firedAt.getTime() > WEEK_MS
        ? phrase('mend-given-up', { who, error: lastError })
        : failingRemedy(channel, lastError, nextTry(row, now), zone);
    case 'refused':
      return isClient
        ? phrase('mend-client-refused', { error: lastError })
        : phrase('mend-refused', { who, channel, error: lastError });
    case 'undeliverable':
      return notReached(lastError, isClient, { who, role, unit });
    default:
      return undefined;
  }
}

function notReached(error: Phrase, isClient: boolean, whom: Omit<Whom, 'zone'>): Phrase | undefined {
  const { who, role, unit } = whom;
  switch (error.phrase) {
    case 'rehearsal-tells-no-client':
      return undefined;
    case 'sealed-unreadable':
      return phrase('mend-sealed');
    case 'nobody-may-know':
      return phrase('mend-nobody', { role, unit });
    default:
      return isClient ? phrase('mend-client-no-address') : phrase('mend-no-address', { who, role, unit });
  }
}

/** At the latest; others of the same delivery may bring it forward. */
function nextTry({ firstAttemptAt, lastAttemptAt, firedAt }: NotificationRow, now: number): number {
  const last = (lastAttemptAt ?? firedAt).getTime();
  const tried = last - (firstAttemptAt ?? firedAt).getTime();
  return Math.max(now, last + waitBeforeNextTry(Math.max(0, tried)));
}
