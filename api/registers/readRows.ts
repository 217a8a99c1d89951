import type { Actor } from '../../domain/case/event.ts';
import type { RegisterRow } from '../../domain/registers/readRow.ts';
import { phrase } from '../../language/phrase.ts';
import type { Database } from '../../store/database/database.ts';
import { casesOfPack } from '../../store/registers/knownNames.ts';
import { findRows, listRows, versionsOf, type KeptRow } from '../../store/registers/registerRows.ts';
import type { RouteInput } from '../http/route.ts';
import { otherCursor } from '../input/listCursor.ts';
import { Problem } from '../problems/problem.ts';
import { registerAsked } from './registerAsked.ts';

type List = RouteInput<
  unknown,
  { readonly pack: string; readonly limit: number; readonly cursor?: string | undefined }
>;

/** One page, without what the actor may not know. */
export async function readRows({ deps, actor, query }: List, register: string): Promise<object> {
  const { pack, limit, cursor } = query;
  registerAsked(deps, actor, register, pack);
  const after = cursor === undefined ? undefined : placeIn(register, cursor);
  const found = await listRows(deps.db, { pack, register }, { limit, after, viewer: actor });
  const known = await onlyKnown(deps.db, pack, actor, found.slice(0, limit));
  const items = known.map((one) => ({ ...one, ...lateIn(one.row, deps.now?.() ?? Date.now()) }));
  const last = found.length > limit ? items.at(-1) : undefined;
  const nextCursor = last === undefined ? null : Buffer.from(`${register} ${last.id}`).toString('base64url');
  return { items, nextCursor };
}

function placeIn(register: string, cursor: string): string {
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  const isOfList = text.startsWith(`${register} `) && !/\p{Cc}|\ufffd/u.test(text);
  if (!isOfList) throw otherCursor();
  return text.slice(register.length + 1);
}

type One = RouteInput<{ readonly register: string; readonly id: string }, { readonly pack: string }>;

/** Throws 404, also for a row about a complaint that the actor may not know. */
export async function readOneRow({ deps, actor, params, query }: One): Promise<object> {
  const { register, id } = params;
  const { pack } = query;
  registerAsked(deps, actor, register, pack);
  const row = (await findRows(deps.db, { pack, register }, [id])).get(id);
  const past = row === undefined ? [] : await versionsOf(deps.db, { pack, register }, id);
  const [now, ...versions] = await onlyKnown(
    deps.db,
    pack,
    actor,
    [row ?? {}, ...past.map((one) => one.row)].map((one) => ({ id, row: one })),
  );
  const hidden = typeof row?.['no'] === 'string' && now?.row['no'] === undefined;
  if (row === undefined || hidden) throw new Problem(404, 'row-unknown', phrase('no-such-row'));
  return {
    id,
    row: now?.row,
    ...lateIn(row, deps.now?.() ?? Date.now()),
    versions: past.map(({ at, by }, index) => ({ at: at.toISOString(), by, row: versions[index]?.row ?? {} })),
  };
}

/** Of a row that falls due: is it, or was it completed, too late? */
function lateIn({ dueAt, completedAt }: RegisterRow, now: number): { readonly late?: boolean } {
  if (typeof dueAt !== 'string') return {};
  return { late: (typeof completedAt === 'string' ? Date.parse(completedAt) : now) > Date.parse(dueAt) };
}

/** Leaves out numbers of complaints that the actor may not know. */
async function onlyKnown(
  db: Database,
  pack: string,
  actor: Actor,
  kept: readonly KeptRow[],
): Promise<readonly KeptRow[]> {
  const named = kept.flatMap(({ row: { no, cases = [] } }) => [no, ...(cases as readonly string[])]);
  const numbers = named.filter((one): one is string => typeof one === 'string');
  const known = numbers.length === 0 ? new Set<string>() : await casesOfPack(db, pack, numbers, actor);
  return kept.map(({ id, row }) => ({ id, row: shown(row, known) }));
}

function shown(row: RegisterRow, known: ReadonlySet<string>): RegisterRow {
  const parts = Object.entries(row).flatMap(([name, value]) => {
    if (name === 'no') return known.has(value as string) ? [[name, value] as const] : [];
    if (name === 'cases') return [[name, (value as readonly string[]).filter((no) => known.has(no))] as const];
    return [[name, value] as const];
  });
  return Object.fromEntries(parts);
}
