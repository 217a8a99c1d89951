/** `redress pack migrate`: moves open cases after a preview and a second person's approval. */

import type { Actor } from '../../domain/case/event.ts';
import { needsWorkflow } from '../../domain/decide/lapse.ts';
import type { EnginePack } from '../../domain/pack/pack.ts';
import type { Bilingual } from '../../language/bilingual.ts';
import {
  approvePackMigration,
  finishPackMigration,
  openPackMigration,
  requestPackMigration,
  type PackMigration,
} from '../../store/rules/packMigrations.ts';
import { findPack } from '../../store/rules/packs.ts';
import { personOf } from '../calendar/calendarAuthority.ts';
import type { CalendarParts } from '../calendar/calendarParts.ts';
import { fail } from '../output/fail.ts';
import type { Output } from '../output/output.ts';
import { caseForMigration } from './caseForMigration.ts';
import { planId, planMigration, sayPlan, wordsOfRejection, type PlannedCase } from './planMigration.ts';

const TRIES = 3;
const SAY_EVERY = 100;

export type MigratePackOptions = Readonly<{
  to: string;
  preview?: boolean;
  request?: boolean;
  approve?: boolean;
  by?: string;
}>;

type Approved = PackMigration & { readonly approvedBy: string };

/** Exactly one of preview, request and approve. Exit code 1 when approved cases could not be moved. */
export async function migratePack(
  parts: CalendarParts,
  out: Output,
  id: string,
  { to, by, preview, request, approve }: MigratePackOptions,
): Promise<number> {
  if ([preview, request, approve].filter((one) => one === true).length !== 1)
    fail({ zh: '须写 --preview、--request、--approve 之一', en: 'say one of --preview, --request and --approve' });
  const stored =
    (await findPack(parts.db, id, to)) ??
    fail({
      zh: `没有 ${id} ${to};请先让接口 API 以含该版本的制度包目录启动一次`,
      en: `there is no ${id} ${to}; start the API once with that version in its folder of packs`,
    });
  const next = (await parts.packs.byHash(stored.hash)).engine;
  const person =
    preview === true
      ? undefined
      : await personOf(parts.db, by ?? fail({ zh: '用 --by <person> 写明是谁', en: 'say who with --by <person>' }));
  if (approve === true && person !== undefined) {
    const approved = await approval(parts, next, person);
    out.say({
      zh: `申请 ${approved.id} 已由 ${approved.approvedBy} 批准`,
      en: `request ${approved.id} is approved by ${approved.approvedBy}`,
    });
    return moveAll(parts, next, approved, out);
  }
  const cases = await planMigration(parts, next);
  sayPlan(next, cases, out);
  if (person !== undefined) {
    const asked = await ask(parts, next, cases, person.id);
    const command = `redress pack migrate ${id} --to ${to} --approve --by <person>`;
    out.say({
      zh: `申请 ${asked} 等待 ${person.id} 以外的一名系统管理员批准:${command}`,
      en: `request ${asked} waits for an administrator other than ${person.id}: ${command}`,
    });
  }
  return 0;
}

/** Returns the request's id. */
async function ask(
  { db }: CalendarParts,
  { id: packId, version: toVersion, hash: toHash }: EnginePack,
  plan: readonly PlannedCase[],
  requestedBy: string,
): Promise<string> {
  if (!plan.some((one) => one.plan !== undefined))
    fail({ zh: '没有可以迁移的未结案件;未提出申请', en: 'no open case can be moved; nothing was requested' });
  const id = planId(toHash, plan);
  if (!(await requestPackMigration(db, { id, packId, toVersion, toHash, plan, requestedBy })))
    fail({
      zh: `${packId} 有一次已批准的迁移尚未完成;请先执行到底(--approve)`,
      en: `an approved migration of ${packId} is not finished; run it to its end first (--approve)`,
    });
  return id;
}

/** The open request; an earlier approval stands. */
async function approval({ db }: CalendarParts, next: EnginePack, { id, roles }: Actor): Promise<Approved> {
  const open = await openPackMigration(db, next.id);
  if (open?.toHash !== next.hash)
    return fail({
      zh: `没有人申请把 ${next.id} 迁移到 ${next.version};请先用 --request 申请`,
      en: `nobody has requested to move ${next.id} to ${next.version}; do that with --request`,
    });
  if (!roles.includes('administrator')) fail({ zh: `${id} 不是系统管理员`, en: `${id} is no administrator` });
  if (id === open.requestedBy)
    fail({
      zh: `${id} 是申请人;须由另一名系统管理员批准`,
      en: `${id} has requested it; another administrator has to approve`,
    });
  await approvePackMigration(db, open.id, id);
  return { ...open, approvedBy: open.approvedBy ?? id };
}

/** May be interrupted and run again. */
async function moveAll(parts: CalendarParts, next: EnginePack, approved: Approved, out: Output): Promise<number> {
  const cases = (approved.plan as readonly PlannedCase[]).filter((one) => one.plan !== undefined);
  const counts = { moved: 0, ended: 0, refused: 0, again: 0 };
  for (const [index, { no }] of cases.entries()) {
    const { kind, why } = await moveOne(parts, next, approved, no);
    counts[kind] += 1;
    if (why !== undefined) out.say({ zh: `${no}:${why.zh}`, en: `${no}: ${why.en}` });
    const done = index + 1;
    if (done % SAY_EVERY === 0) out.say({ zh: `${done} / ${cases.length}`, en: `${done} of ${cases.length}` });
  }
  const { moved, refused, again } = counts;
  if (again === 0) await finishPackMigration(parts.db, approved.id);
  const version = `${next.id} ${next.version}`;
  out.say({
    zh: `${cases.length} 件中 ${moved} 件已在 ${version} 之下${again === 0 ? '' : `;其中 ${again} 件请再次执行本命令`}`,
    en:
      `${moved} of ${cases.length} cases are under ${version}` +
      (again === 0 ? '' : `; run the command again for ${again} of them`),
  });
  return again + refused === 0 ? 0 : 1;
}

/** `again`: worth another try. An ended case keeps its rules. */
type Outcome = Readonly<{
  kind: 'moved' | 'ended' | 'refused' | 'again';
  why?: Bilingual;
}>;

const MOVED: Outcome = { kind: 'moved' };
const ENDED: Outcome = { kind: 'ended', why: { zh: '其间已终结', en: 'has ended meanwhile' } };
const NOT_RUNNING: Outcome = { kind: 'again', why: { zh: '其工作流未在运行', en: 'its workflow does not run' } };

async function moveOne(
  parts: CalendarParts,
  version: EnginePack,
  { id, requestedBy, approvedBy }: Approved,
  no: string,
): Promise<Outcome> {
  for (let tries = 1; ; tries += 1) {
    const { seen, old, next, state } = await caseForMigration(parts, no, version);
    const answer = await parts.gateway.migrate(no, next, { ...seen, request: id, requestedBy, approvedBy });
    if (answer === undefined) return needsWorkflow(old, state) ? NOT_RUNNING : ENDED;
    if (answer.ok) return MOVED;
    if (answer.failure === 'unavailable')
      return fail({
        zh: '流程引擎暂无应答;请稍后再次执行本命令',
        en: 'the engine does not answer just now; run the command again in a while',
      });
    const { code } = answer.rejection;
    if (code === 'already-done') return MOVED;
    if (code === 'case-not-open') return ENDED;
    const why = wordsOfRejection(answer.rejection);
    if (code !== 'case-changed') return { kind: 'refused', why };
    if (tries === TRIES) return { kind: 'again', why };
  }
}
