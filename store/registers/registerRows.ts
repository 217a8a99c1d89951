import type { RegisterRow } from '../../domain/registers/readRow.ts';
import { REGISTERS, type Register } from '../../domain/registers/registerCatalogue.ts';
import { own } from '../../domain/values/own.ts';
import { rows, type Queryable } from '../database/database.ts';
import { visibleTo, type Viewer } from '../database/visible.ts';
import { columnOf, idOf, keyColumns, rowOf } from './registerColumns.ts';

export type KeptRow = Readonly<{ id: string; row: RegisterRow }>;

/** Of one register of one pack. */
export type RegisterOf = Readonly<{ pack: string; register: string }>;

/** One page by id, and one more when there is a next page. Rows of a case that the viewer may not know are left out. */
export async function listRows(
  db: Queryable,
  { pack, register }: RegisterOf,
  { limit, after, viewer }: { readonly limit: number; readonly after?: string | undefined; readonly viewer: Viewer },
): Promise<readonly KeptRow[]> {
  const def = defOf(register);
  const id = idOf(def);
  const ofCase = own(def.columns, 'no') !== undefined;
  return rows<KeptRow>(
    db,
    `select ${id} as id, ${rowOf(def)} as row from ${def.table} r
      where r.pack_id = $1 and ($2::text is null or ${id} > $2)
        and ${ofCase ? `(r.no is null or exists (select from cases v where v.no = r.no and ${visibleTo('v', '$4', '$5')}))` : '$4::text[] is not null and $5::text is not null'}
      order by ${id} limit $3`,
    [pack, after, limit + 1, viewer.roles, viewer.id],
  );
}

/** Those of these ids that are there; `hold` keeps others from changing them until the transaction ends. */
export async function findRows(
  db: Queryable,
  { pack, register }: RegisterOf,
  ids: readonly string[],
  hold = false,
): Promise<ReadonlyMap<string, RegisterRow>> {
  const def = defOf(register);
  const found = await rows<KeptRow>(
    db,
    `select ${idOf(def)} as id, ${rowOf(def)} as row from ${def.table} r
      where r.pack_id = $1 and ${idOf(def)} = any($2)${hold ? ' for update' : ''}`,
    [pack, ids],
  );
  return new Map(found.map(({ id, row }) => [id, row]));
}

/** Rows as they are now, and that somebody made them so. */
export async function saveRows(
  tx: Queryable,
  { pack, register }: RegisterOf,
  changed: readonly KeptRow[],
  by: string,
): Promise<void> {
  if (changed.length === 0) return;
  const def = defOf(register);
  const columns = Object.entries(def.columns).map(([name, column]) => [name, columnOf(name, column)] as const);
  const written = [...columns.map(([, column]) => column), ...(def.key === undefined ? ['id'] : ['imported_by'])];
  const values = changed.map(({ id, row }) => ({
    ...(def.key === undefined ? { id } : { imported_by: by, unit: '' }),
    ...Object.fromEntries(
      EMPTY.flatMap((name) => (own(def.columns, name) === undefined ? [] : [[name, name === 'items' ? {} : []]])),
    ),
    ...Object.fromEntries(
      columns.flatMap(([name, column]) => (own(row, name) === undefined ? [] : [[column, own(row, name)]])),
    ),
  }));
  const key = keyColumns(def);
  const kept = written.filter((column) => !key.includes(column)).map((column) => `${column} = excluded.${column}`);
  if (def.key !== undefined) kept.push('imported_at = now()');
  await tx.query(
    `insert into ${def.table} (pack_id, ${written.join()})
      select $1, ${written.join()} from jsonb_populate_recordset(null::${def.table}, $2::jsonb)
     on conflict (pack_id, ${key.join()}) do update set ${kept.join()}`,
    [pack, JSON.stringify(values)],
  );
  await tx.query(
    `insert into register_changes (pack_id, register, row_id, by, row)
      select $1, $2, x.id, $3, x.row from jsonb_to_recordset($4::jsonb) as x(id text, row jsonb)`,
    [pack, register, by, JSON.stringify(changed)],
  );
}

/** Columns that are an empty list where nothing is said. */
const EMPTY = ['cases', 'categories', 'items'];

/** How a row became what it is, the first version first. */
export function versionsOf(
  db: Queryable,
  { pack, register }: RegisterOf,
  id: string,
): Promise<readonly Readonly<{ at: Date; by: string; row: RegisterRow }>[]> {
  return rows(
    db,
    `select at, by, row from register_changes where pack_id = $1 and register = $2 and row_id = $3 order by id`,
    [pack, register, id],
  );
}

function defOf(register: string): Register {
  const def = own(REGISTERS, register);
  if (def === undefined) throw new Error(`no register ${register}`);
  return def;
}
