/**
 * How much time lies between two things that happen to a case: mostly minutes, now and then about as much as a limit of
 * its pack.
 */

import type { Limit } from '../../domain/pack/clockDef.ts';
import type { EnginePack } from '../../domain/pack/pack.ts';

const HOUR = 60;
const DAY = 24 * HOUR;
/** A moment that people name lies at most so many hours away. */
export const FURTHEST_HOURS = 400;
/**
 * Rest days make a limit of working days and office hours longer: of seven days five are worked, of a day about a
 * third.
 */
const REST = 7 / 5;
const OFFICE = 3;
/** A gap may end some time after the limit, where the later rungs stand. */
const BEYOND = 1.3;
/** How many of all gaps are up to nearly three days, and how many measure themselves by a limit. */
const LONG = 0.1;
const BY_LIMIT = 0.1;

export interface Gaps {
  /** Between two things that happen. */
  readonly next: () => number;
  /** Up to some time after a limit of the pack, whichever it is. */
  readonly byLimit: () => number;
}

/** Draws gaps in whole minutes for lives under a pack. */
export function gapsOf(pack: EnginePack, random: () => number): Gaps {
  const limits = pack.clocks.map((clock) => minutesOf(clock.limit));
  const upTo = (most: number): number => Math.floor(random() * most);
  const limit = (): number => limits[upTo(limits.length)] ?? 0;
  // The longer of two: most packs have many short limits and few long ones.
  const byLimit = (): number => upTo(BEYOND * Math.max(limit(), limit()));
  return {
    byLimit,
    next: () => {
      const kind = random();
      return kind < BY_LIMIT ? byLimit() : upTo(kind < BY_LIMIT + LONG ? 4_000 : 150);
    },
  };
}

/** About how long a limit is, in minutes. */
function minutesOf(limit: Limit): number {
  switch (limit.kind) {
    case 'elapsed':
      return limit.ms / 60_000;
    case 'days':
      return limit.days * DAY;
    case 'months':
      return limit.months * 31 * DAY;
    case 'working-days':
      return limit.days * DAY * REST;
    case 'business-hours':
      return (limit.ms / 60_000) * OFFICE * REST;
    case 'field':
      return FURTHEST_HOURS * HOUR;
    case 'none':
      return 0;
  }
}
