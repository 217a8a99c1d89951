/** The nightly look ahead: the administrators are told of rungs that nobody stands on. */

import type { PreflightActivities } from '../../contracts/activities.ts';
import { dateIn } from '../../domain/time/zone.ts';
import { administrators } from '../../store/people/administrators.ts';
import type { Database } from '../../store/database/database.ts';
import { claimPreflightMail, recordPreflightAttempt } from '../../store/notifications/preflightMails.ts';
import type { Recipient } from '../../store/people/recipients.ts';
import { allDelivered } from '../notify/allDelivered.ts';
import { findGaps, type EngineOf, type GapsFound } from './findGaps.ts';
import { preflightMessage } from './gapText.ts';
import { reasonNotSent, type Channel } from '../notify/message.ts';

export interface PreflightDependencies {
  readonly db: Database;
  readonly channels: readonly Channel[];
  readonly engineOf: EngineOf;
  /** Zone of the installation: which night it is, and how moments are written. */
  readonly zone: string;
}

/** Stands where a complaint's number would, in keys and headers. */
const NO = 'preflight';

export function preflightActivities(deps: PreflightDependencies): PreflightActivities {
  return {
    preflight: async ({ at }) => {
      const found = await findGaps(deps.db, deps.engineOf);
      if (isWell(found)) return { cases: found.cases, gaps: 0, told: 0 };
      const told = (await administrators(deps.db)).flatMap((one) => tell(deps, heardBy(found, one), one, at));
      return { cases: found.cases, gaps: found.gaps.length, told: await allDelivered(told) };
    },
  };
}

function isWell({ gaps, unread }: GapsFound): boolean {
  return gaps.length === 0 && unread.length === 0;
}

/** Whoever is named in a complaint hears nothing of it here either. */
function heardBy(found: GapsFound, one: Recipient): GapsFound {
  return { ...found, gaps: found.gaps.filter((gap) => !gap.recused.includes(one.id)) };
}

/**
 * One promise per channel that reaches the administrator: true when the night's message is out. None where there is
 * nothing to say.
 */
function tell(deps: PreflightDependencies, found: GapsFound, one: Recipient, at: number): readonly Promise<boolean>[] {
  if (isWell(found)) return [];
  return deps.channels.flatMap((channel) => {
    const address = channel.addressOf(one);
    return address === undefined ? [] : [send(deps, found, one, at, channel, address)];
  });
}

async function send(
  deps: PreflightDependencies,
  found: GapsFound,
  one: Recipient,
  at: number,
  channel: Channel,
  address: string,
): Promise<boolean> {
  const night = dateIn(at, deps.zone);
  const key = `${NO}/${night}/${one.id}/${channel.name}`;
  if (await claimPreflightMail(deps.db, { key, night, recipient: one.id, channel: channel.name })) return true;
  const format = new Intl.DateTimeFormat(one.locale === 'zh' ? 'zh-CN' : 'en-GB', {
    timeZone: deps.zone,
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  const { subject, text, plain } = preflightMessage(found, one.locale, (moment) => format.format(moment));
  try {
    await channel.send(
      {
        key,
        no: NO,
        subject,
        text,
        drill: false,
        items: [key],
      },
      address,
    );
  } catch (error) {
    await recordPreflightAttempt(deps.db, key, { fault: reasonNotSent(error), plain });
    return false;
  }
  await recordPreflightAttempt(deps.db, key, { plain });
  return true;
}
