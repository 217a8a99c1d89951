/**
 * Who is told: found at delivery time, so staff changes touch no open case. Somebody is always told, but nobody who may
 * not know of the case.
 */

import { barredFrom } from '../../domain/case/access.ts';
import type { AccessData } from '../../domain/case/event.ts';
import { own } from '../../domain/values/own.ts';
import type { Locale } from '../../language/locale.ts';
import { preparedRows, rows, type Queryable } from '../database/database.ts';

export interface Recipient {
  readonly id: string;
  readonly email: string | null;
  readonly webhook: string | null;
  readonly locale: Locale;
  /** How they came to be told. */
  readonly via: 'holder' | 'deputy' | 'fallback' | 'administrator';
}

export interface RoleQuestion {
  readonly role: string;
  readonly unit: string;
  readonly handler?: string;
  readonly department?: string;
  /** Wall clock (ms) at which they would be told, for who is there then; absent: now. */
  readonly at?: number;
  /** Who may know of the case; absent: everybody. */
  readonly access?: AccessData;
  /** The pack's roles: level, what they follow, and who is told when nobody holds them. */
  readonly roles: Readonly<
    Record<string, { readonly level?: string; readonly follows?: string; readonly fallback?: string }>
  >;
}

type Row = {
  id: string;
  held: string[];
  email: string | null;
  webhook: string | null;
  locale: string;
  deputy: string | null;
  absent: boolean;
};

/** The first parameter of each statement is the moment asked for. */
const PEOPLE = `select distinct p.id, p.email, p.webhook, p.locale, p.deputy, array(select r.role
  from role_holders r where r.person = p.id order by r.role) as held,
  (p.absent_from is not null and coalesce($1::timestamptz, now()) between p.absent_from
    and coalesce(p.absent_to, 'infinity')) as absent from people p`;

/**
 * Holders of the role for a case at `unit`, deputies of absent ones; else the fallback role; else the administrators.
 * Never the complainant. Whoever has no address is named all the same, so that it shows, and the next ones are told as
 * well.
 */
export async function recipientsFor(db: Queryable, ask: RoleQuestion): Promise<readonly Recipient[]> {
  const named = new Map<string, Recipient>();
  for await (const found of stations(db, ask)) {
    for (const one of found) if (!named.has(one.id)) named.set(one.id, one);
    if (found.some(hasAddress)) break;
  }
  return [...named.values()];
}

/** By any of the channels: e-mail or webhook. */
export function hasAddress(one: Recipient): boolean {
  return one.email !== null || one.webhook !== null;
}

/**
 * Who comes into question, one after the other: the role, its fallbacks, those who may know of a confidential case, the
 * administrators.
 */
async function* stations(db: Queryable, ask: RoleQuestion): AsyncGenerator<readonly Recipient[]> {
  const tried = new Set<string>();
  const instead = (found: readonly Recipient[]): readonly Recipient[] =>
    found.map((one) => ({ ...one, via: 'fallback' }));
  for (
    let role: string | undefined = ask.role;
    role !== undefined && !tried.has(role);
    role = own(ask.roles, role)?.fallback
  ) {
    const found = await present(db, ask, await holders(db, { ...ask, role }));
    yield tried.size === 0 ? found : instead(found);
    tried.add(role);
  }
  // Of a confidential case nobody else is told; the holders of its roles are, whatever they hold them for.
  for (const role of ask.access?.roles ?? [])
    yield instead(await present(db, ask, await holdersUpwards(db, ask, role)));
  const administrators = await rows<Row>(
    db,
    `${PEOPLE} join role_holders h on h.person = p.id where h.role = 'administrator' order by p.id`,
    [momentOf(ask)],
  );
  yield administrators.filter((one) => mayKnow(ask, one)).map((one) => recipient(one, 'administrator'));
}

/** Those who hold the role for the case, there or not. */
export async function holders(db: Queryable, ask: RoleQuestion): Promise<readonly Row[]> {
  const def = own(ask.roles, ask.role);
  if (def?.follows === 'handler' && ask.handler !== undefined) {
    const named = await rows<Row>(db, `${PEOPLE} where p.id = $2`, [momentOf(ask), ask.handler]);
    if (named.length > 0) return named;
  }
  if (def?.follows === 'department') return ask.department === undefined ? [] : holdersAt(db, ask, ask.department);
  return holdersUpwards(db, ask, ask.role);
}

async function holdersAt(db: Queryable, ask: RoleQuestion, unit: string): Promise<readonly Row[]> {
  return rows<Row>(
    db,
    `${PEOPLE} join role_holders h on h.person = p.id where h.role = $2 and h.unit = $3 order by p.id`,
    [momentOf(ask), ask.role, unit],
  );
}

/** At the case's unit, or the nearest one above it of the role's level at which somebody holds the role. */
async function holdersUpwards(db: Queryable, ask: RoleQuestion, role: string): Promise<readonly Row[]> {
  return preparedRows<Row>(db, UPWARDS, [momentOf(ask), role, ask.unit, own(ask.roles, role)?.level ?? null]);
}

function momentOf({ at }: RoleQuestion): string | null {
  return at === undefined ? null : new Date(at).toISOString();
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

/** Those who are there and may know of the case, and for the others their deputies. */
async function present(db: Queryable, ask: RoleQuestion, people: readonly Row[]): Promise<readonly Recipient[]> {
  const found = new Map<string, Recipient>();
  for (const one of people) {
    if (!one.absent && mayKnow(ask, one)) found.set(one.id, recipient(one, 'holder'));
    else if (one.deputy !== null && !found.has(one.deputy)) {
      const [deputy] = await rows<Row>(db, `${PEOPLE} where p.id = $2`, [momentOf(ask), one.deputy]);
      if (deputy !== undefined && !deputy.absent && mayKnow(ask, deputy))
        found.set(deputy.id, recipient(deputy, 'deputy'));
    }
  }
  return [...found.values()];
}

function mayKnow(ask: RoleQuestion, one: Row): boolean {
  return barredFrom(ask.access, { id: one.id, roles: one.held }) === undefined;
}

function recipient(one: Row, via: Recipient['via']): Recipient {
  return { id: one.id, email: one.email, webhook: one.webhook, locale: one.locale === 'en' ? 'en' : 'zh', via };
}
