import { phrase, type Phrase } from '../../language/phrase.ts';
import { momentInBoth } from '../time/sayMoment.ts';

/** What to see to while a channel does not take a message, which is tried again by `nextAt` (wall clock, epoch ms). */
export function failingRemedy(channel: string, error: Phrase, nextAt: number, zone: string): Phrase {
  // To the minute, and not before it.
  const next = momentInBoth(Math.ceil(nextAt / 60_000) * 60_000, zone);
  if (channel === 'email') return phrase('mend-mail-failing', { error, next });
  if (channel === 'webhook') return phrase('mend-webhook-failing', { error, next });
  return phrase('mend-channel-failing', { channel, error, next });
}
