import { isDay } from '../../domain/time/day.ts';
import type { CaseCursor, CaseSort } from '../../store/readModel/listCases.ts';

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

/** To the microsecond, as the list writes it. */
function isPlace(text: string): boolean {
  return isDay(text.slice(0, 10)) && /^.{10}T(?:[01]\d|2[0-3])(?::[0-5]\d){2}\.\d{6}Z$/.test(text);
}
