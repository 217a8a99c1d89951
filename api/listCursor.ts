import type { CaseCursor, CaseSort } from '../store/listCases.ts';

/** A page's end as clients carry it: opaque, and bound to the order of its list. */
export function encodeCursor(sort: CaseSort, cursor: CaseCursor): string {
  return Buffer.from(JSON.stringify([sort, ...cursor])).toString('base64url');
}

/** Back from the client; `undefined` for anything that did not come from such a list. */
export function decodeCursor(sort: CaseSort, text: string): CaseCursor | undefined {
  try {
    const [of, value, no] = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as readonly unknown[];
    const valid =
      of === sort &&
      typeof no === 'string' &&
      !no.includes('\0') &&
      (value === null || (typeof value === 'string' && !Number.isNaN(Date.parse(value))));
    return valid ? [value, no] : undefined;
  } catch {
    return undefined;
  }
}
