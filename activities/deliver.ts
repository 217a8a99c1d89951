/** Telling people: who, in which words, by which channel; each once, each attempt recorded, nobody held up by somebody else's dead mailbox. */

import { Context } from '@temporalio/activity';
import type { DeliverActivities } from '../contracts/activities.ts';
import type { Delivery, DeliveryItem } from '../domain/delivery.ts';
import type { AccessData } from '../domain/event.ts';
import { toWallTime } from '../domain/timeBase.ts';
import type { Database } from '../store/database.ts';
import { complainantContact } from '../store/complainant.ts';
import { claimNotification, recordAttempt } from '../store/notifications.ts';
import { findPackByHash } from '../store/packs.ts';
import { accessOf } from '../store/visible.ts';
import { recipientsFor } from '../store/recipients.ts';
import type { Keys } from '../store/vault.ts';
import { allDelivered } from './allDelivered.ts';
import { DeliveryError } from './message.ts';
import type { Channel } from './message.ts';
import { renderMessage } from './renderMessage.ts';
import type { MessagePack } from './renderMessage.ts';

export interface DeliverDependencies {
  readonly db: Database;
  readonly keys: Keys;
  readonly channels: readonly Channel[];
}

const HEARTBEAT_MS = 3_000;

interface Telling {
  readonly recipient: string;
  readonly email: string | null;
  readonly webhook: string | null;
  readonly locale: 'zh' | 'en';
  readonly via: string;
  readonly role: string;
  readonly items: readonly DeliveryItem[];
}

type FullPack = MessagePack & { readonly roles: Readonly<Record<string, { readonly level?: string; readonly follows?: string; readonly fallback?: string }>> };

export function deliverActivities(deps: DeliverDependencies): DeliverActivities {
  // A version of a pack never changes, so each is read once.
  const packs = new Map<string, FullPack>();
  const packOf = async ({ packHash, no }: Delivery): Promise<FullPack> => {
    const known = packs.get(packHash);
    if (known !== undefined) return known;
    const stored = await findPackByHash(deps.db, packHash);
    if (stored === undefined) throw new Error(`the pack ${packHash} of ${no} is not in the database`);
    const pack = stored.body as FullPack;
    packs.set(packHash, pack);
    return pack;
  };
  return { deliver: (delivery) => withHeartbeat(async () => deliver(deps, await packOf(delivery), delivery)) };
}

/** Tells the server that this worker is alive while a receiver takes its time. Outside a worker there is nobody to tell. */
async function withHeartbeat(work: () => Promise<void>): Promise<void> {
  if (!inWorkerContext()) return work();
  const context = Context.current();
  const timer = setInterval(() => context.heartbeat(), HEARTBEAT_MS);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
}

function inWorkerContext(): boolean {
  try {
    Context.current();
    return true;
  } catch {
    return false;
  }
}

async function deliver(deps: DeliverDependencies, pack: FullPack, delivery: Delivery): Promise<void> {
  const tellings = await tellingsOf(deps, pack, delivery);
  await allDelivered(tellings.flatMap((telling) => tell(deps, pack, delivery, telling)));
}

/** Who is told what. Items that fired together after an outage go to each person in one message, ordered by severity as they came. */
async function tellingsOf(deps: DeliverDependencies, pack: FullPack, delivery: Delivery): Promise<readonly Telling[]> {
  const single = new Map<string, Telling>();
  // As it is now: whoever has been named since is not told what was decided before.
  const access = await accessOf(deps.db, delivery.no);
  for (const item of delivery.items) {
    for (const role of item.notify) {
      for (const one of await recipientsOf(deps, pack, delivery, item, role, access)) {
        const together = item.coalesced === true ? 'coalesced' : item.key;
        const slot = `${one.recipient}\n${together}`;
        const known = single.get(slot);
        if (known === undefined) single.set(slot, { ...one, role, items: [item] });
        else if (!known.items.includes(item)) single.set(slot, { ...known, items: [...known.items, item] });
      }
    }
  }
  return [...single.values()];
}

async function recipientsOf(
  deps: DeliverDependencies,
  pack: FullPack,
  delivery: Delivery,
  item: DeliveryItem,
  role: string,
  access: AccessData,
): Promise<readonly Omit<Telling, 'items' | 'role'>[]> {
  if (pack.roles[role]?.follows === 'complainant') {
    // A rehearsal never reaches a client.
    const contact = delivery.base.speed === 1 ? await complainantContact(deps.db, deps.keys, delivery.no) : undefined;
    return [{ recipient: 'complainant', email: contact?.email ?? null, webhook: null, locale: 'zh', via: 'complainant' }];
  }
  const question = {
    role,
    unit: delivery.unit,
    roles: pack.roles,
    access,
    ...(delivery.handler === undefined ? {} : { handler: delivery.handler }),
  };
  const departments = item.department === undefined ? (item.departments ?? []) : [item.department];
  const concerned = pack.roles[role]?.follows === 'department' ? departments : [];
  const asked = concerned.length === 0 ? [question] : concerned.map((department) => ({ ...question, department }));
  const found = (await Promise.all(asked.map((one) => recipientsFor(deps.db, one)))).flat();
  if (found.length === 0) return [{ recipient: 'nobody', email: null, webhook: null, locale: 'zh', via: 'nobody' }];
  return found.map((one) => ({ recipient: one.id, email: one.email, webhook: one.webhook, locale: one.locale, via: one.via }));
}

/** One promise per channel that reaches the person: true when the message is out (or was before). */
function tell(deps: DeliverDependencies, pack: FullPack, delivery: Delivery, telling: Telling): readonly Promise<boolean>[] {
  const reaching = deps.channels.filter((channel) => channel.addressOf(telling) !== undefined);
  if (reaching.length === 0) return [markUndeliverable(deps, delivery, telling)];
  return reaching.map((channel) => sendBy(deps, pack, delivery, telling, channel));
}

async function sendBy(deps: DeliverDependencies, pack: FullPack, delivery: Delivery, telling: Telling, channel: Channel): Promise<boolean> {
  const keys = telling.items.map((item) => `${delivery.no}/${item.key}/${telling.recipient}/${channel.name}`);
  const statuses = await Promise.all(telling.items.map((item, index) => claim(deps, delivery, telling, item, channel.name, keys[index] ?? '', keys[0] ?? '')));
  const open = telling.items.filter((_, index) => statuses[index] !== 'delivered');
  const address = channel.addressOf(telling);
  if (open.length === 0 || address === undefined) return true;
  const { subject, text } = renderMessage(pack, delivery, open, telling.role, telling.locale);
  try {
    await channel.send({ key: keys[0] ?? '', no: delivery.no, subject, text, drill: delivery.base.speed !== 1, items: open.map((item) => item.key) }, address);
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    await recordAttempt(deps.db, keys, 'failing', error.message);
    return false;
  }
  await recordAttempt(deps.db, keys, 'delivered');
  return true;
}

async function markUndeliverable(deps: DeliverDependencies, delivery: Delivery, telling: Telling): Promise<boolean> {
  for (const item of telling.items) {
    const key = `${delivery.no}/${item.key}/${telling.recipient}/none`;
    const status = await claim(deps, delivery, telling, item, 'none', key, key);
    if (status === 'pending') await recordAttempt(deps.db, [key], 'undeliverable', reasonNotTold(delivery, telling));
  }
  return true;
}

function claim(
  deps: DeliverDependencies,
  delivery: Delivery,
  telling: Telling,
  item: DeliveryItem,
  channel: string,
  key: string,
  messageKey: string,
): ReturnType<typeof claimNotification> {
  const firedAt = toWallTime(delivery.base, item.at) + (item.lateBecause === undefined ? (item.lateMs ?? 0) : 0);
  return claimNotification(deps.db, {
    key,
    messageKey,
    no: delivery.no,
    item: item.key,
    recipient: telling.recipient,
    via: telling.via,
    role: telling.role,
    channel,
    message: item.message,
    ...(item.lateMs === undefined ? {} : { plannedAt: firedAt - item.lateMs }),
    firedAt,
  });
}

function reasonNotTold(delivery: Delivery, telling: Telling): string {
  if (telling.recipient === 'nobody') return 'nobody who may know of the case';
  return telling.via === 'complainant' && delivery.base.speed !== 1 ? 'a rehearsal tells no client' : 'no address by any channel';
}
