/** Tells the administrators each night of rungs that reach nobody. */

import type { PreflightActivities } from '../../contracts/activities.ts';
import { dateIn } from '../../domain/time/zone.ts';
import type { Database } from '../../store/database/database.ts';
import { administrators, type Recipient } from '../../store/people/recipients.ts';
import { allDelivered } from '../notify/allDelivered.ts';
import { tellStaff } from '../notify/tellStaff.ts';
import type { Channel } from '../channels/channel.ts';
import { findGaps, type EngineOf, type GapsFound } from './findGaps.ts';
import { preflightMessage } from './gapText.ts';

export type PreflightDependencies = Readonly<{
  db: Database;
  channels: readonly Channel[];
  engineOf: EngineOf;
  zone: string;
}>;

export function preflightActivities(deps: PreflightDependencies): PreflightActivities {
  return {
    preflight: async ({ at }) => {
      const found = await findGaps(deps.db, deps.engineOf);
      if (isWell(found)) return { cases: found.cases, gaps: 0, told: 0 };
      const night = dateIn(at, deps.zone);
      const messages = (await administrators(deps.db)).flatMap((one) => tell(deps, heardBy(found, one), one, night));
      return { cases: found.cases, gaps: found.gaps.length, told: await allDelivered(messages) };
    },
  };
}

function isWell({ gaps, refusing, unread }: GapsFound): boolean {
  return gaps.length === 0 && refusing.length === 0 && unread.length === 0;
}

/** Whoever a complaint names must not hear of it here. */
function heardBy(found: GapsFound, one: Recipient): GapsFound {
  return { ...found, gaps: found.gaps.filter((gap) => !gap.recused.includes(one.id)) };
}

/** By each channel that reaches the person; true when it is out. */
function tell(
  { db, channels, zone }: PreflightDependencies,
  found: GapsFound,
  one: Recipient,
  night: string,
): readonly Promise<boolean>[] {
  if (isWell(found)) return [];
  const words = preflightMessage(found, one.locale, zone);
  return tellStaff({ db, channels }, one, { of: 'preflight', key: night, day: night, ...words });
}
