/** What the outside received, compared with what the rules say must have been told, to whom and when. */

import { toWallTime } from '../../../domain/time/timeBase.ts';
import { recipientsFor, type Recipient } from '../../../store/people/recipients.ts';
import { column, type Database } from '../../../store/database/database.ts';
import type { AuditedCase } from './audit.ts';
import type { ReceivedMessage } from '../books.ts';
import type { Faults } from '../faults.ts';

type Roles = Parameters<typeof recipientsFor>[1]['roles'];

export interface Received {
  /** Messages with a key that the receiver had seen before. */
  readonly repeats: number;
  readonly effects: number;
  /** Receiver's clock minus planned instant, ms, sorted. */
  readonly lateness: readonly number[];
}

export interface MessagesInput {
  readonly db: Database;
  /** Of each pack the roles as written: where they sit and who stands in. */
  readonly roles: ReadonlyMap<string, Roles>;
  readonly cases: readonly AuditedCase[];
  readonly messages: readonly ReceivedMessage[];
}

/**
 * One thing told to one person by one channel: `<no>/<item>/<recipient>/<channel>`, with its planned instant (wall
 * clock).
 */
type Effects = ReadonlyMap<string, number>;

export async function auditMessages(input: MessagesInput, faults: Faults): Promise<Received> {
  const wanted = await wantedEffects(input);
  const firsts = new Map<string, ReceivedMessage>();
  let repeats = 0;
  for (const message of input.messages) {
    if (!message.signed) faults.add('unsigned', numberOf(message.key), message.key);
    const first = firsts.get(message.key);
    if (first === undefined) firsts.set(message.key, message);
    else {
      repeats += 1;
      if (first.items.join() !== message.items.join())
        faults.add(
          'twice',
          numberOf(message.key),
          `the key ${message.key} came with [${first.items.join()}] and with [${message.items.join()}]`,
        );
    }
  }
  const received = new Map<string, number>();
  for (const message of firsts.values()) {
    for (const effect of effectsOf(message)) {
      if (received.has(effect)) faults.add('twice', numberOf(effect), `${effect} was told under two keys`);
      else received.set(effect, message.at);
    }
  }
  return { repeats, effects: received.size, lateness: compare(wanted, received, await mootEffects(input.db), faults) };
}

/** Not sent, as nobody needed them any more when their turn came. */
async function mootEffects(db: Database): Promise<ReadonlySet<string>> {
  return new Set(await column<string>(db, "select key from notifications where status = 'moot'"));
}

function compare(
  wanted: Effects,
  received: ReadonlyMap<string, number>,
  moot: ReadonlySet<string>,
  faults: Faults,
): readonly number[] {
  for (const effect of received.keys())
    if (!wanted.has(effect)) faults.add('phantom', numberOf(effect), `${effect} was told and had no reason to be`);
  const lateness: number[] = [];
  for (const [effect, due] of wanted) {
    const at = received.get(effect);
    if (at === undefined && moot.has(effect)) continue;
    if (at === undefined) faults.add('missed', numberOf(effect), `${effect} was never received`);
    else if (at < due) faults.add('early', numberOf(effect), `${effect} was received ${due - at} ms before it was due`);
    if (at !== undefined) lateness.push(at - due);
  }
  return lateness.toSorted((a, b) => a - b);
}

async function wantedEffects({ db, roles: ofPacks, cases }: MessagesInput): Promise<Effects> {
  const found = new Map<string, readonly Recipient[]>();
  const effects = new Map<string, number>();
  for (const { no, pack, reenacted } of cases) {
    const roles = ofPacks.get(pack) ?? {};
    const due = new Map(reenacted.rungs.map((rung) => [rung.key, rung.due]));
    for (const delivery of reenacted.deliveries) {
      for (const item of delivery.items) {
        for (const role of item.notify.filter((one) => roles[one]?.follows !== 'complainant')) {
          const question = {
            role,
            unit: delivery.unit,
            roles,
            ...(delivery.handler === undefined ? {} : { handler: delivery.handler }),
            ...(item.department === undefined ? {} : { department: item.department }),
          };
          const slot = [pack, role, delivery.unit, delivery.handler, item.department].join('\n');
          const people = found.get(slot) ?? (await recipientsFor(db, question));
          found.set(slot, people);
          for (const one of people) {
            for (const channel of channelsOf(one))
              effects.set(
                `${no}/${item.key}/${one.id}/${channel}`,
                due.get(item.key) ?? toWallTime(delivery.base, item.at),
              );
          }
        }
      }
    }
  }
  return effects;
}

function channelsOf({ addresses }: Recipient): readonly string[] {
  return Object.keys(addresses);
}

/** A message's key is that of its first item; the others went to the same person by the same channel. */
function effectsOf({ key, items }: ReceivedMessage): readonly string[] {
  const parts = key.split('/');
  const to = parts.slice(-2).join('/');
  return items.map((item) => `${numberOf(key)}/${item}/${to}`);
}

function numberOf(key: string): string {
  return key.split('/')[0] ?? key;
}
