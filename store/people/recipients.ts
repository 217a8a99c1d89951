/**
 * Who is told: found at delivery time, so staff changes touch no open case. Somebody is always told, but nobody who may
 * not know of the case.
 */

import { barredFrom } from '../../domain/case/access.ts';
import type { AccessData } from '../../domain/case/event.ts';
import { own } from '../../domain/values/own.ts';
import type { Locale } from '../../language/locale.ts';
import { preparedRows, rows, type Queryable } from '../database/database.ts';
import { absentAt, HELD } from './people.ts';

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
  readonly handler?: string | undefined;
  readonly department?: string;
  /** When they would be told (wall clock, ms), for who is there then; absent: now. */
  readonly at?: number;
  /** Who may know of the case; absent: everybody. */
  readonly access?: AccessData | undefined;
  /** The pack's roles: level, what they follow, and who is told when nobody holds them. */
  readonly roles: Readonly<
    Record<string, { readonly level?: string; readonly follows?: string; readonly fallback?: string }>
  >;
}

type Row = Omit<Recipient, 'via'> & {
  readonly held: readonly string[];
  readonly deputy: string | null;
  readonly absent: boolean;
};

/** $1 is the moment asked for. */
const PEOPLE = `select distinct p.id, p.email, p.webhook, p.locale, p.deputy, ${HELD} as held,
  ${absentAt('coalesce($1::timestamptz, now())')} as absent from people p`;

/**
 * Holders of the role for a case at `unit`, deputies of absent ones; else the fallback role; else the administrators.
 * Never the complainant. Where none of those found has an address, they are named all the same, and the next ones are
 * told as well.
 */
export async function recipientsFor(db: Queryable, ask: RoleQuestion): Promise<readonly Recipient[]> {
  const named = new Map<string, Recipient>();
  for await (const found of candidates(db, ask)) {
    for (const one of found) if (!named.has(one.id)) named.set(one.id, one);
    if (found.some(hasAddress)) break;
  }
  return [...named.values()];
}

/** By any of the channels: e-mail or webhook. */
export function hasAddress(one: Recipient): boolean {
  return one.email !== null || one.webhook !== null;
}

/** The role's people, those of its fallbacks, those who may know of a confidential case, the administrators. */
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
  // Only holders of these roles may know of a confidential case, whatever else the roles are for.
  for (const role of ask.access?.roles ?? [])
    yield present(db, ask, await holdersUpwards(db, { ...ask, role }), 'fallback');
  yield administrators(db, ask);
}

/** Everybody who looks after the installation; those who may know of the case, where one is given. */
export async function administrators(
  db: Queryable,
  ask: Pick<RoleQuestion, 'at' | 'access'> = {},
): Promise<readonly Recipient[]> {
  return (await holdersWhere(db, ask, "h.role = 'administrator'"))
    .filter((one) => mayKnow(ask, one))
    .map((one) => recipient(one, 'administrator'));
}

/** Those who hold the role for the case, there or not. */
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

/** At the case's unit, or the nearest one above it of the role's level at which somebody holds the role. */
function holdersUpwards(db: Queryable, { role, unit, at, roles }: RoleQuestion): Promise<readonly Row[]> {
  return preparedRows<Row>(db, UPWARDS, [momentOf(at), role, unit, own(roles, role)?.level]);
}

function momentOf(at: number | undefined): Date | undefined {
  return at === undefined ? undefined : new Date(at);
}

/** Those who are there and may know of the case, and for the others their deputies. */
async function present(
  db: Queryable,
  ask: RoleQuestion,
  people: readonly Row[],
  via?: 'fallback',
): Promise<readonly Recipient[]> {
  const found = new Map<string, Recipient>();
  const isPresent = (one: Row): boolean => !one.absent && mayKnow(ask, one);
  for (const one of people) {
    if (isPresent(one)) found.set(one.id, recipient(one, via ?? 'holder'));
    else if (one.deputy !== null && !found.has(one.deputy))
      for (const deputy of (await person(db, ask, one.deputy)).filter(isPresent))
        found.set(deputy.id, recipient(deputy, via ?? 'deputy'));
  }
  return [...found.values()];
}

function mayKnow({ access }: Pick<RoleQuestion, 'access'>, { id, held }: Row): boolean {
  return barredFrom(access, { id, roles: held }) === undefined;
}

function recipient({ id, email, webhook, locale }: Row, via: Recipient['via']): Recipient {
  return { id, email, webhook, locale, via };
}
