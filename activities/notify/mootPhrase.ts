import type { Moot } from '../../domain/notify/fateOf.ts';
import { momentInBoth } from '../../domain/time/sayMoment.ts';
import { toWallTime, type TimeBase } from '../../domain/time/timeBase.ts';
import { phrase, type Phrase } from '../../language/phrase.ts';

const REASONS = {
  cancelled: phrase('moot-cancelled'),
  paused: phrase('moot-paused'),
  newer: phrase('moot-newer'),
  settled: phrase('moot-settled'),
};

/** Why nobody needs it any more. Throws for an unknown zone. */
export function mootPhrase(moot: Moot, zone: string, base: TimeBase): Phrase {
  if (moot.because !== 'done') return REASONS[moot.because];
  return phrase('moot-done', { at: momentInBoth(toWallTime(base, moot.at), zone) });
}
