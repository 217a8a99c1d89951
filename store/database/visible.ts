export type Viewer = Readonly<{
  id: string;
  roles: readonly string[];
}>;

/** SQL: the viewer with the parameters `roles` and `id` may see the row `alias` of `cases`. */
export function visibleTo(alias: string, roles: string, id: string): string {
  return `(${alias}.access_roles is null or ${alias}.access_roles && ${roles}::text[])
    and not (${id}::text = any(${alias}.recused))`;
}
