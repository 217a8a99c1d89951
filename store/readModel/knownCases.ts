import type { KnownCases } from '../../domain/case/namedCases.ts';
import { preparedRows, type Queryable } from '../database/database.ts';
import { visibleTo, type Viewer } from '../database/visible.ts';

const KNOWN = `select v.no from cases v where v.no = any($3::text[]) and ${visibleTo('v', '$1', '$2')}`;

export async function knownCases(db: Queryable, numbers: readonly string[], viewer: Viewer): Promise<KnownCases> {
  if (numbers.length === 0) return new Set();
  const found = await preparedRows<{ no: string }>(db, KNOWN, [viewer.roles, viewer.id, [...new Set(numbers)]]);
  return new Set(found.map((one) => one.no));
}
