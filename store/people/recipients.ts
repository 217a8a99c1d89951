/**
 * Found at delivery, so staff changes touch no open case. Somebody is always notified, but nobody who may not see the
 * case.
 */

import { barredFrom } from '../../domain/case/access.ts';
import type { AccessData } from '../../domain/case/event.ts';
import { GROUP_CHANNELS, type Addresses, type ChannelOrder, type QuietHours } from '../../domain/notify/channels.ts';
import { own } from '../../domain/values/own.ts';
import type { Locale } from '../../language/bilingual.ts';
import { preparedRows, rows, type Queryable } from '../database/database.ts';
import { ADDRESSES } from './addresses.ts';
import { absentAt, HELD } from './people.ts';

export type Recipient = Readonly<{
  id: string;
  addresses: Addresses;
  channels?: ChannelOrder | undefined;
  /** In the zone of their unit. */
  quiet?: (QuietHours & Readonly<{ zone: string }>) | undefined;
  locale: Locale;
  via: 'holder' | 'deputy' | 'fallback' | 'administrator';
}>;

export type RoleQuestion = Readonly<{
  role: string;
  unit: string;
  handler?: string | undefined;
  department?: string;
  /** Wall clock, ms: who is present then; absent: now. */
  at?: number;
  /** Who has an address that takes no messages. */
  unreached?: (person: string) => boolean;
  /** Who may see the case; absent: everybody. */
  access?: AccessData | undefined;
  roles: Readonly<Record<string, Readonly<{ level?: string; follows?: string; fallback?: string }>>>;
}>;

type Row = Omit<Recipient, 'via' | 'channels' | 'quiet'> &
  Readonly<{
    channels: ChannelOrder | null;
    quiet: Recipient['quiet'] | null;
    held: readonly string[];
    deputy: string | null;
    absent: boolean;
  }>;

/** $1: the moment. */
const PEOPLE = `select distinct p.id, ${ADDRESSES} as addresses, p.channels, p.deputy,
  p.quiet || jsonb_build_object('zone', zone_of(p.unit)) as quiet, ${HELD} as held,
  coalesce(p.locale, (select locale from installation)) as locale,
  ${absentAt('coalesce($1::timestamptz, now())')} as absent from staff p`;

/**
 * Holders of the role for a case at `unit` or deputies of absent ones; else the fallback; else administrators. While
 * nobody found can be reached, the next are added.
 */
export async function recipientsFor(db: Queryable, ask: RoleQuestion): Promise<readonly Recipient[]> {
  const named = new Map<string, Recipient>();
  for await (const found of candidates(db, ask)) {
    for (const one of found) if (!named.has(one.id)) named.set(one.id, one);
    if (found.some((one) => hasAddress(one) && ask.unreached?.(one.id) !== true)) break;
  }
  return [...named.values()];
}

export function hasAddress(one: Recipient): boolean {
  return Object.keys(one.addresses).length > 0;
}

async function* candidates(db: Queryable, ask: RoleQuestion): AsyncGenerator<readonly Recipient[]> {
  const tried = new Set<string>();
  for (
    let role: string | undefined = ask.role;
    role !== undefined && !tried.has(role);
    role = own(ask.roles, role)?.fallback
  ) {
    yield present(db, ask, await holders(db, { ...ask, role }), tried.size === 0 ? undefined : 'fallback');
    tried.add(role);
  }
  // Only holders of these roles may see a confidential case.
  for (const role of ask.access?.roles ?? [])
    yield present(db, ask, await holdersUpwards(db, { ...ask, role }), 'fallback');
  yield administrators(db, ask);
}

/** With `access`, only those who may see the case. */
export async function administrators(
  db: Queryable,
  ask: Pick<RoleQuestion, 'at' | 'access'> = {},
): Promise<readonly Recipient[]> {
  return (await holdersWhere(db, ask, "h.role = 'administrator'"))
    .filter((one) => mayKnow(ask, one))
    .map((one) => recipient(ask, one, 'administrator'));
}

/** Where somebody holds one of these roles. */
export function holdingsOf(
  db: Queryable,
  roles: readonly string[],
): Promise<readonly Readonly<{ role: string; unit: string }>[]> {
  const text = `select distinct h.role, h.unit from role_holders h join staff s on s.id = h.person
    where h.role = any($1::text[]) order by 1, 2`;
  return rows(db, text, [roles]);
}

/** Present or absent. */
export async function holders(db: Queryable, ask: RoleQuestion): Promise<readonly Row[]> {
  const follows = own(ask.roles, ask.role)?.follows;
  if (follows === 'handler' && ask.handler !== undefined) {
    const named = await person(db, ask, ask.handler);
    if (named.length > 0) return named;
  }
  if (follows !== 'department') return holdersUpwards(db, ask);
  return ask.department === undefined
    ? []
    : holdersWhere(db, ask, 'h.role = $2 and h.unit = $3', [ask.role, ask.department]);
}

function person(db: Queryable, { at }: Pick<RoleQuestion, 'at'>, id: string): Promise<readonly Row[]> {
  return rows<Row>(db, `${PEOPLE} where p.id = $2`, [momentOf(at), id]);
}

function holdersWhere(
  db: Queryable,
  { at }: Pick<RoleQuestion, 'at'>,
  condition: string,
  values: readonly unknown[] = [],
): Promise<readonly Row[]> {
  const text = `${PEOPLE} join role_holders h on h.person = p.id where ${condition} order by p.id`;
  return rows<Row>(db, text, [momentOf(at), ...values]);
}

const UPWARDS = `
     with recursive up as (
       select id, parent, level, 0 as distance from units where id = $3
       union all select u.id, u.parent, u.level, up.distance + 1 from units u join up on u.id = up.parent
     ), held as (
       select h.person, up.distance from role_holders h join up on up.id = h.unit
         where h.role = $2 and ($4::text is null or up.level = $4)
     )
     ${PEOPLE} join held on held.person = p.id where held.distance = (select min(distance) from held) order by p.id`;

/** At the case's unit, else the nearest above (of the role's level) with a holder. */
function holdersUpwards(db: Queryable, { role, unit, at, roles }: RoleQuestion): Promise<readonly Row[]> {
  return preparedRows<Row>(db, UPWARDS, [momentOf(at), role, unit, own(roles, role)?.level]);
}

function momentOf(at: number | undefined): Date | undefined {
  return at === undefined ? undefined : new Date(at);
}

/** Absent and barred people are replaced by their deputies. */
async function present(
  db: Queryable,
  ask: RoleQuestion,
  people: readonly Row[],
  via?: 'fallback',
): Promise<readonly Recipient[]> {
  const found = new Map<string, Recipient>();
  const isPresent = (one: Row): boolean => !one.absent && mayKnow(ask, one);
  for (const one of people) {
    if (isPresent(one)) found.set(one.id, recipient(ask, one, via ?? 'holder'));
    else if (one.deputy !== null && !found.has(one.deputy))
      for (const deputy of (await person(db, ask, one.deputy)).filter(isPresent))
        found.set(deputy.id, recipient(ask, deputy, via ?? 'deputy'));
  }
  return [...found.values()];
}

function mayKnow({ access }: Pick<RoleQuestion, 'access'>, { id, held }: Row): boolean {
  return barredFrom(access, { id, roles: held }) === undefined;
}

/** A robot's group is not told of a case that not everybody may know of. */
function recipient(
  { access }: Pick<RoleQuestion, 'access'>,
  { id, addresses, channels, quiet, locale }: Row,
  via: Recipient['via'],
): Recipient {
  const isSecret = (access?.roles?.length ?? 0) + (access?.recused?.length ?? 0) > 0;
  const own = Object.entries(addresses).filter(([channel]) => !GROUP_CHANNELS.includes(channel));
  return {
    id,
    addresses: isSecret ? Object.fromEntries(own) : addresses,
    channels: channels ?? undefined,
    quiet: quiet ?? undefined,
    locale,
    via,
  };
}
