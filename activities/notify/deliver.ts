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
import { caseNow } from '../../store/log/caseNow.ts';
import { claimNotifications, giveUpNotifications } from '../../store/notifications/notifications.ts';
import type { RoleQuestion } from '../../store/people/recipients.ts';
import { findPackByHash } from '../../store/rules/packs.ts';
import { addresseesOf, slotOf, type AddresseeDependencies, type Addressees } from './addresseesOf.ts';
import { undelivered } from './allDelivered.ts';
import type { Channel } from '../channels/channel.ts';
import { claimsOf, outgoingTo, without, type Outgoing } from './outgoing.ts';
import type { MessagePack } from './renderMessage.ts';
import { sendOutgoing, type Sending, type Sent } from './sendOutgoing.ts';

export interface DeliverDependencies extends AddresseeDependencies {
  readonly channels: readonly Channel[];
  readonly caseLink?: string | undefined;
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
  const { now, access, units } = await caseNow(deps.db, delivery);
  const fates = new Map(delivery.items.map((item) => [item.key, fateOf(delivery, item, now)]));
  const { db, caseLink } = deps;
  const sending: Sending = { db, pack, delivery, units, fates, fallbackMs, caseLink, say: deps.say };
  const done = new Map<string, Done>();
  let givenUp: ReadonlySet<string> = new Set();
  let unreached: ReadonlySet<string> = new Set();
  for (;;) {
    // Without a readable pack the administrators are told.
    const { addressees, chains } = await addresseesOf(deps, pack?.roles ?? {}, delivery, access, unreached);
    const messages = addressees.flatMap((addressee) => outgoingTo(deps.channels, delivery, addressee, givenUp));
    const tried = keysOf([...done.values()]);
    await sendAll(
      sending,
      done,
      messages.flatMap((message) => without(message, tried)),
    );
    const known = givenUp;
    givenUp = keysOf([...done.values()].filter(isGivenUp));
    unreached = slotsWhere([...done.values()], (all) => all.every(isGivenUp) && all.some(({ more }) => !more));
    if (givenUp.size > known.size) continue;
    // Refused before, and nobody in their place was told: tried again, for as long as the delivery is.
    const untold = untoldSlots(done, chains);
    const again = [...done.values()].filter((one) => one.before === true && partlyIn(one, untold));
    await sendAll(sending, done, again, true);
    await settle(deps.db, done);
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

/** Who was told by a later channel of their order is not told again by an earlier one. */
async function settle(db: DeliverDependencies['db'], done: Map<string, Done>): Promise<void> {
  const told = toldSlots(done);
  const settled = [...done.values()].filter(
    (one) =>
      one.ordered &&
      one.outcome === 'silent' &&
      one.parts.every(({ item }) => told.has(slotOf(one.addressee.recipient, item))),
  );
  if (settled.length > 0) await giveUpNotifications(db, [...keysOf(settled)]);
  for (const one of settled) done.set(one.key, { ...one, outcome: 'refused' });
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
      ['failing', 'silent', 'held'].includes(one.outcome) || (one.outcome === 'refused' && partlyIn(one, untold)),
  );
  if (open.length > 0) {
    const waitMs = Math.min(...open.map((one) => waitOf(one, fallbackMs)));
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
      outcome: outcome === 'failing' || outcome === 'silent' || outcome === 'held' ? 'undeliverable' : outcome,
    })),
  };
}

function waitOf({ outcome, triedMs, waitMs = 0 }: Sent, fallbackMs: number): number {
  if (outcome === 'held') return waitMs;
  const changeIn = outcome === 'failing' ? fallbackMs - triedMs : undefined;
  return Math.max(waitBeforeNextTry(triedMs, changeIn), waitMs);
}

function isGivenUp({ outcome }: Done): boolean {
  return outcome === 'refused' || outcome === 'silent';
}

function keysOf(messages: readonly Outgoing[]): ReadonlySet<string> {
  return new Set(messages.flatMap(({ parts }) => parts.map(({ key }) => key)));
}

/** Slots (a person and an item) whose messages, over all channels tried, are such that `holds`. */
function slotsWhere(done: readonly Done[], holds: (all: readonly Done[]) => boolean): ReadonlySet<string> {
  const bySlot = new Map<string, Done[]>();
  for (const one of done)
    for (const { item } of one.parts) {
      const slot = slotOf(one.addressee.recipient, item);
      bySlot.set(slot, [...(bySlot.get(slot) ?? []), one]);
    }
  return new Set([...bySlot].filter(([, all]) => holds(all)).map(([slot]) => slot));
}

function toldSlots(done: ReadonlyMap<string, Done>): ReadonlySet<string> {
  return slotsWhere([...done.values()], (all) =>
    all.some(({ outcome }) => outcome === 'delivered' || outcome === 'moot'),
  );
}

/** Everybody of the chains of which nobody was told. */
function untoldSlots(done: ReadonlyMap<string, Done>, chains: Addressees['chains']): ReadonlySet<string> {
  const told = toldSlots(done);
  return new Set(chains.filter((chain) => !chain.some((slot) => told.has(slot))).flat());
}

function partlyIn({ addressee, parts }: Outgoing, slots: ReadonlySet<string>): boolean {
  return parts.some(({ item }) => slots.has(slotOf(addressee.recipient, item)));
}
