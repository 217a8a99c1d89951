import { isDay } from '../../domain/time/day.ts';
import { phrase } from '../../language/phrase.ts';
import type { CaseCursor, CaseSort } from '../../store/readModel/listCases.ts';
import { Problem } from '../problems/problem.ts';

/** Opaque, and bound to the order of the list. */
export function encodeCursor(sort: CaseSort, cursor: CaseCursor): string {
  return Buffer.from(JSON.stringify([sort, ...cursor])).toString('base64url');
}

/** `undefined` for anything else. */
export function decodeCursor(sort: CaseSort, text: string): CaseCursor | undefined {
  try {
    const [of, value, no] = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as readonly unknown[];
    if (of !== sort || typeof no !== 'string' || !/^[\w-]{1,40}$/.test(no)) return undefined;
    if (value === null) return sort === 'nextDueAt' ? [value, no] : undefined;
    return typeof value === 'string' && isPlace(value) ? [value, no] : undefined;
  } catch {
    return undefined;
  }
}

type List = 'units' | 'people';

/** Where a page of a list by ids ended; throws 422 for a cursor of something else. */
export function placeIn(list: List, cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined;
  const [of, id, ...more] = Buffer.from(cursor, 'base64url').toString('utf8').split(' ');
  if (of !== list || id === undefined || !/^[\w-]{1,60}$/.test(id) || more.length > 0) throw otherCursor();
  return id;
}

/** One page of such a list, of which one more than `limit` was asked for. */
export function pageOfIds<T extends { readonly id: string }>(
  list: List,
  found: readonly T[],
  limit: number,
): { readonly items: readonly T[]; readonly nextCursor: string | null } {
  const items = found.slice(0, limit);
  const last = found.length > limit ? items.at(-1) : undefined;
  return { items, nextCursor: last === undefined ? null : Buffer.from(`${list} ${last.id}`).toString('base64url') };
}

export function otherCursor(): Problem {
  return new Problem(422, 'cursor', { ...phrase('other-cursor'), pointer: '/cursor' });
}

/** To the microsecond, as the list writes it. */
function isPlace(text: string): boolean {
  return isDay(text.slice(0, 10)) && /^.{10}T(?:[01]\d|2[0-3])(?::[0-5]\d){2}\.\d{6}Z$/.test(text);
}
