import type { AccessData } from '../../domain/case/event.ts';
import { preparedRow, type Queryable } from './database.ts';

/** Somebody who reads: what lists leave out depends on who they are and which roles they hold. */
export interface Viewer {
  readonly id: string;
  readonly roles: readonly string[];
}

/**
 * SQL that holds for the rows of `cases` (as `alias`) that the viewer may see; takes the parameters `roles` and `id`.
 */
export function visibleTo(alias: string, roles: string, id: string): string {
  return `(${alias}.access_roles is null or ${alias}.access_roles && ${roles}::text[])
    and not (${id}::text = any(${alias}.recused))`;
}

const ACCESS = 'select access_roles as roles, recused from cases where no = $1';

/** Who may know of a case as it is now; everybody with reach when nothing else was recorded. */
export async function accessOf(db: Queryable, no: string): Promise<AccessData> {
  const found = await preparedRow<{ roles: string[] | null; recused: string[] }>(db, ACCESS, [no]);
  return {
    ...(found?.roles === null || found === undefined ? {} : { roles: found.roles }),
    ...(found === undefined ? {} : { recused: found.recused }),
  };
}
