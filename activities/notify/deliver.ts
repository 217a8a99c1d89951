/**
 * Each message goes out once and each attempt is recorded; a dead mailbox delays nobody else. Who cannot be reached is
 * replaced by the fallback of their role, link by link, until somebody of each chain is told.
 */

import { Context } from '@temporalio/activity';
import type { DeliverActivities, DeliveryOutcome } from '../../contracts/activities.ts';
import type { Delivery } from '../../domain/notify/delivery.ts';
import { FALLBACK_AFTER } from '../../domain/notify/fallbackAfter.ts';
import { failingRemedy } from '../../domain/notify/failingRemedy.ts';
import { fateOf } from '../../domain/notify/fateOf.ts';
import { waitBeforeNextTry } from '../../domain/notify/waitBeforeNextTry.ts';
import { parseDuration } from '../../domain/time/duration.ts';
import type { Locale } from '../../language/bilingual.ts';
import { say } from '../../language/phrase.ts';
import { caseSince } from '../../store/log/caseSince.ts';
import { claimNotifications } from '../../store/notifications/notifications.ts';
import { unitNames } from '../../store/people/namesOf.ts';
import type { RoleQuestion } from '../../store/people/recipients.ts';
import { findPackByHash } from '../../store/rules/packs.ts';
import { addresseesOf, slotOf, type AddresseeDependencies, type Addressees } from './addresseesOf.ts';
import { undelivered } from './allDelivered.ts';
import type { Channel } from './message.ts';
import { claimsOf, outgoingTo, without, type Outgoing } from './outgoing.ts';
import type { MessagePack } from './renderMessage.ts';
import { sendOutgoing, type Outcome, type Sending, type Sent } from './sendOutgoing.ts';

export interface DeliverDependencies extends AddresseeDependencies {
  readonly channels: readonly Channel[];
  readonly say?: Sending['say'];
}

const HEARTBEAT_MS = 3_000;

type DeliveryPack = MessagePack & Readonly<{ roles: RoleQuestion['roles']; fallbackAfter?: string }>;

export function deliverActivities(deps: DeliverDependencies): DeliverActivities {
  // A version never changes: each is read once.
  const packs = new Map<string, DeliveryPack>();
  const packOf = async (hash: string): Promise<DeliveryPack | undefined> => {
    const pack = packs.get(hash) ?? ((await findPackByHash(deps.db, hash))?.body as DeliveryPack | undefined);
    if (pack !== undefined) packs.set(hash, pack);
    return pack;
  };
  return {
    deliver: async (delivery) => {
      const heartbeat = startHeartbeat();
      try {
        return await deliver(deps, await packOf(delivery.packHash), delivery);
      } finally {
        clearInterval(heartbeat);
      }
    },
  };
}

/** A slow receiver must not look like a dead worker. Outside a worker it does nothing. */
function startHeartbeat(): NodeJS.Timeout | undefined {
  try {
    const context = Context.current();
    return setInterval(() => context.heartbeat(), HEARTBEAT_MS);
  } catch {
    return undefined;
  }
}

type Done = Outgoing & Sent;

async function deliver(
  deps: DeliverDependencies,
  pack: DeliveryPack | undefined,
  delivery: Delivery,
): Promise<DeliveryOutcome> {
  const fallbackMs = parseDuration(pack?.fallbackAfter ?? FALLBACK_AFTER) ?? Number.POSITIVE_INFINITY;
  const units = await unitNames(deps.db, [delivery.unit, ...delivery.items.map((item) => item.department)]);
  const now = await caseSince(deps.db, delivery);
  const fates = new Map(delivery.items.map((item) => [item.key, fateOf(delivery, item, now)]));
  const sending: Sending = { db: deps.db, pack, delivery, units, fates, fallbackMs, say: deps.say };
  const done = new Map<string, Done>();
  let unreached: ReadonlySet<string> = new Set();
  for (;;) {
    // Without a readable pack the administrators are told.
    const { addressees, chains } = await addresseesOf(deps, pack?.roles ?? {}, delivery, unreached);
    const messages = addressees.flatMap((addressee) => outgoingTo(deps.channels, delivery, addressee));
    const tried = new Set([...done.values()].flatMap(({ parts }) => parts.map(({ key }) => key)));
    await sendAll(
      sending,
      done,
      messages.flatMap((message) => without(message, tried)),
    );
    const known = unreached;
    unreached = slotsWhere([...done.values()], (outcomes) => outcomes.every(isGivenUp));
    if (unreached.size > known.size) continue;
    // Refused before, and nobody in their place was told: tried again, for as long as the delivery is.
    const untold = untoldSlots(done, chains);
    const again = [...done.values()].filter((one) => one.before === true && partlyIn(one, untold));
    await sendAll(sending, done, again, true);
    const outcome = outcomeOf([...done.values()], untoldSlots(done, chains), sending, deps.locale);
    return { ...outcome, units: Object.fromEntries(units) };
  }
}

async function sendAll(
  sending: Sending,
  done: Map<string, Done>,
  messages: readonly Outgoing[],
  again = false,
): Promise<void> {
  const claims = messages.flatMap((message) => claimsOf(sending.delivery, message));
  const claimed = claims.length === 0 ? new Map() : await claimNotifications(sending.db, claims);
  const sent = await Promise.all(messages.map((message) => sendOutgoing(sending, message, claimed, again)));
  for (const [index, message] of messages.entries()) {
    const outcome = sent[index];
    if (outcome !== undefined) done.set(message.key, { ...message, ...outcome });
  }
}

/** Throws while somebody is not told who could still be, so that Temporal tries again. */
function outcomeOf(
  done: readonly Done[],
  untold: ReadonlySet<string>,
  { fallbackMs, pack }: Sending,
  locale: Locale = 'zh',
): DeliveryOutcome {
  const open = done.filter(
    (one) =>
      one.outcome === 'failing' || one.outcome === 'silent' || (one.outcome === 'refused' && partlyIn(one, untold)),
  );
  if (open.length > 0) {
    const waits = open.map(({ outcome, triedMs }) =>
      waitBeforeNextTry(triedMs, outcome === 'failing' ? fallbackMs - triedMs : undefined),
    );
    const waitMs = Math.min(...waits);
    const whatToDo = open.flatMap(({ channel, reason }) =>
      channel === undefined || reason === undefined
        ? []
        : say(failingRemedy(channel.name, reason, Date.now() + waitMs, pack?.timezone ?? 'UTC'), locale),
    );
    throw undelivered(open.length, done.length, waitMs, [...new Set(whatToDo)]);
  }
  return {
    told: done.map(({ addressee: { recipient: person, role }, channel, outcome }) => ({
      person,
      role,
      channel: channel?.name ?? 'none',
      outcome: outcome === 'failing' || outcome === 'silent' ? 'undeliverable' : outcome,
    })),
  };
}

function isGivenUp(outcome: Outcome): boolean {
  return outcome === 'refused' || outcome === 'silent';
}

/** People and items of which that is so, over all channels. */
function slotsWhere(done: readonly Done[], holds: (outcomes: readonly Outcome[]) => boolean): ReadonlySet<string> {
  const outcomes = new Map<string, Outcome[]>();
  for (const { addressee, parts, outcome } of done)
    for (const { item } of parts) {
      const slot = slotOf(addressee.recipient, item);
      outcomes.set(slot, [...(outcomes.get(slot) ?? []), outcome]);
    }
  return new Set([...outcomes].filter(([, one]) => holds(one)).map(([slot]) => slot));
}

/** Everybody of the chains of which nobody was told. */
function untoldSlots(done: ReadonlyMap<string, Done>, chains: Addressees['chains']): ReadonlySet<string> {
  const told = slotsWhere([...done.values()], (outcomes) =>
    outcomes.some((one) => one === 'delivered' || one === 'moot'),
  );
  return new Set(chains.filter((chain) => !chain.some((slot) => told.has(slot))).flat());
}

function partlyIn({ addressee, parts }: Outgoing, slots: ReadonlySet<string>): boolean {
  return parts.some(({ item }) => slots.has(slotOf(addressee.recipient, item)));
}
