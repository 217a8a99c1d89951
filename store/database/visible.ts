import type { AccessData } from '../../domain/case/event.ts';
import { preparedRow, type Queryable } from './database.ts';

export type Viewer = Readonly<{
  id: string;
  roles: readonly string[];
}>;

/** SQL: the viewer with the parameters `roles` and `id` may see the row `alias` of `cases`. */
export function visibleTo(alias: string, roles: string, id: string): string {
  return `(${alias}.access_roles is null or ${alias}.access_roles && ${roles}::text[])
    and not (${id}::text = any(${alias}.recused))`;
}

const ACCESS = `select jsonb_strip_nulls(jsonb_build_object('roles', access_roles, 'recused', recused)) as access
  from cases where no = $1`;

/** Who may see the case now; `{}`: everybody with reach. */
export async function accessOf(db: Queryable, no: string): Promise<AccessData> {
  return (await preparedRow<{ access: AccessData }>(db, ACCESS, [no]))?.access ?? {};
}
