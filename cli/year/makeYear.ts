/** The demonstration year: planned by its file, lived by the rules, written with the store's own functions. */

import { engineAt } from '../../client/packRegistry.ts';
import { deliveriesOf } from '../../domain/notify/deliveriesOf.ts';
import type { EnginePack } from '../../domain/pack/pack.ts';
import { instantOf } from '../../domain/time/zone.ts';
import { own } from '../../domain/values/own.ts';
import { repeatRuleOf } from '../../packs/load/repeatRuleOf.ts';
import type { ParsedOrganisation } from '../../packs/load/parseOrganisation.ts';
import type { AuthoredPack } from '../../packs/schema/packSchema.ts';
import { besideOf, type DoneCase } from '../../packs/year/besideOf.ts';
import { Cast } from '../../packs/year/cast.ts';
import { planYear, type PlannedCase } from '../../packs/year/planYear.ts';
import type { Year } from '../../packs/year/yearSchema.ts';
import type { Database } from '../../store/database/database.ts';
import type { Region } from '../../store/registration/customerSpelling.ts';
import { nextNumbers } from '../../store/registration/numberCounter.ts';
import type { Keys } from '../../store/vault/vault.ts';
import { writeBeside } from '../../store/year/writeBeside.ts';
import { writeLived, type LivedRows } from '../../store/year/writeLived.ts';
import { liveYear, type LivedCase } from './liveYear.ts';

/** By which everybody sees what made a case: the system of its reference. */
export const MADE_BY = 'demo-year';

export type YearPack = Readonly<{ authored: AuthoredPack; engine: EnginePack; year: Year }>;

export type MakeYear = Readonly<{
  db: Database;
  keys: Keys;
  region: Region;
  organisation: ParsedOrganisation;
  seed: string;
  share: number;
  /** Cases written so far. */
  onProgress?: (done: number) => void;
}>;

const AT_ONCE = 40;
const TRANSACTIONS = 3;

/** Returns how many cases it made. */
export async function makeYear(parts: MakeYear, pack: YearPack): Promise<number> {
  const { db, keys, region, organisation, seed, share, onProgress = () => {} } = parts;
  const { authored, engine, year } = pack;
  const cast = new Cast(organisation);
  const zone = engine.timezone;
  const planned = planYear({ year, cast, zone, seed, share });
  const numbers = await nextNumbers(
    db,
    planned.map(({ at }) => at),
    zone,
  );
  const noOf = new Map(planned.map(({ key }, index) => [key, numbers[index] ?? '']));
  const repeat = repeatRuleOf(authored);
  const [day = '', time = ''] = year.until.split('T');
  const until = instantOf(day, time, zone);
  const done: DoneCase[] = [];
  const writing = new Set<Promise<void>>();
  for (let from = 0; from < planned.length; from += AT_ONCE) {
    const some: LivedRows[] = [];
    for (const one of planned.slice(from, from + AT_ONCE)) {
      const no = noOf.get(one.key) ?? '';
      const repeatOf = one.repeats === undefined ? undefined : noOf.get(one.repeats);
      const days = engineAt(engine, one.at, until);
      const lived = liveYear(one, { pack: days, repeat, cast, no, repeatOf, until });
      some.push(rowsOf(pack, one, no, lived));
      const { stage, closedAt } = lived.life.state;
      done.push({ planned: one, no, closedAt: stage === 'closed' ? closedAt : undefined });
    }
    if (writing.size >= TRANSACTIONS) await Promise.race(writing);
    const written: Promise<void> = writeLived(db, keys, region, some).finally(() => writing.delete(written));
    writing.add(written);
    written.then(() => onProgress(some.length)).catch(() => {});
  }
  await Promise.all(writing);
  await writeBeside(db, besideOf(year, zone, done));
  return planned.length;
}

function rowsOf({ engine, year }: YearPack, planned: PlannedCase, no: string, lived: LivedCase): LivedRows {
  const { id, version, hash } = engine;
  const { intake, topic, life, ledger } = lived;
  const { customer, at, key, values } = planned;
  const base = { origin: at, speed: 1 };
  const complaint = {
    no,
    pack: { id, version, hash },
    base,
    topic,
    intake,
    opened: life,
    complainant:
      customer === undefined ? undefined : { name: `${year.demand.zh}-${customer}`, phone: phoneOf(id, customer) },
    demand: year.demand.zh,
    prose: {},
    reference: { system: MADE_BY, id: `${id}/${key}` },
  };
  const held = ledger.entriesOf(customer ?? no);
  return {
    complaint,
    held,
    told: year.delivered === undefined ? [] : toldOf(engine, no, lived, own(values, year.delivered) === true),
  };
}

/** What the pack owes the complainant a word on. */
function toldOf(engine: EnginePack, no: string, { life }: LivedCase, arrived: boolean): LivedRows['told'] {
  const [first] = life.events;
  const base = { origin: first?.at ?? 0, speed: 1 };
  return life.events.flatMap((event) =>
    deliveriesOf(engine, no, base, life.state, [event])
      .flatMap(({ items }) => items)
      .filter(({ notify }) => notify.some((role) => own(engine.roles, role)?.follows === 'complainant'))
      .map(({ key, message }) => ({ item: key, message, at: event.at, arrived })),
  );
}

const PHONE_DIGITS = 8;

/** A number that nobody has, the same for the same customer. */
function phoneOf(pack: string, customer: string): string {
  let hash = 7;
  for (const char of `${pack}/${customer}`) hash = (Math.imul(hash, 31) + char.charCodeAt(0)) >>> 0;
  return `100${String(hash % 10 ** PHONE_DIGITS).padStart(PHONE_DIGITS, '0')}`;
}
