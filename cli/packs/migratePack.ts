/**
 * `redress pack migrate`: open cases go over to another version of their pack, after a preview and with the agreement
 * of a second person.
 */

import type { Environment } from '../../config/environment.ts';
import { needsWorkflow } from '../../domain/decide/lapse.ts';
import type { EnginePack } from '../../domain/pack/pack.ts';
import {
  approvePackMigration,
  finishPackMigration,
  openPackMigration,
  requestPackMigration,
  type PackMigration,
} from '../../store/rules/packMigrations.ts';
import { findPack } from '../../store/rules/packs.ts';
import { actorFor } from '../../store/people/people.ts';
import type { Actor } from '../../domain/case/actor.ts';
import { say } from '../../language/phrase.ts';
import type { Locale } from '../../language/locale.ts';
import { withCalendarParts, type CalendarParts } from '../calendar/calendarParts.ts';
import { CommandError } from '../installation/installation.ts';
import { caseForMigration } from './caseForMigration.ts';
import { MIGRATE_WORDS, type MigrateWords } from './migrateWords.ts';
import { planId, planLines, planMigration, type PlannedCase } from './planMigration.ts';

const TRIES = 3;
const SAY_EVERY = 100;

export interface MigratePackOptions {
  readonly to: string;
  readonly preview?: boolean;
  readonly request?: boolean;
  readonly approve?: boolean;
  readonly by?: string;
  /** Language of what is said; English when absent. */
  readonly locale?: Locale;
}

type Out = (line: string) => void;

/** Exactly one of preview, request and approve. The exit code is 1 when cases that were approved could not be moved. */
export function migratePack(env: Environment, id: string, options: MigratePackOptions, out: Out): Promise<number> {
  return withCalendarParts(env, options.locale ?? 'en', (parts) => migrateOpenCases(parts, id, options, out));
}

/** The same on parts that are there already. */
export async function migrateOpenCases(
  parts: CalendarParts,
  id: string,
  options: MigratePackOptions,
  out: Out,
): Promise<number> {
  const { locale = 'en' } = options;
  const chosen = [options.preview, options.request, options.approve].filter((one) => one === true).length;
  if (chosen !== 1)
    throw new CommandError({
      zh: '须写 --preview、--request、--approve 之一',
      en: 'say one of --preview, --request and --approve',
    });
  const next = await versionOf(parts, id, options.to);
  if (options.approve === true) return approve(parts, next, await personBy(parts, options.by), locale, out);
  const requester = options.request === true ? await personBy(parts, options.by) : undefined;
  const cases = await planMigration(parts, next);
  for (const line of planLines(next, cases, locale)) out(line);
  if (requester !== undefined) await request(parts, next, cases, requester, MIGRATE_WORDS[locale], out);
  return 0;
}

async function versionOf({ db, packs }: CalendarParts, id: string, version: string): Promise<EnginePack> {
  const stored = await findPack(db, id, version);
  if (stored === undefined)
    throw new CommandError({
      zh: `没有 ${id} ${version};请先让接口 API 以含该版本的制度包目录启动一次`,
      en: `there is no ${id} ${version}; start the API once with that version in its folder of packs`,
    });
  return (await packs.byHash(stored.hash)).engine;
}

async function personBy({ db }: CalendarParts, by: string | undefined): Promise<Actor> {
  if (by === undefined) throw new CommandError({ zh: '用 --by <person> 写明是谁', en: 'say who with --by <person>' });
  const person = await actorFor(db, by, undefined);
  if (person === undefined)
    throw new CommandError({ zh: `没有标识为 "${by}" 的人员`, en: `nobody has the id "${by}"` });
  return person;
}

async function request(
  { db }: CalendarParts,
  next: EnginePack,
  cases: readonly PlannedCase[],
  by: Actor,
  w: MigrateWords,
  out: Out,
): Promise<void> {
  if (!cases.some((one) => one.plan !== undefined))
    throw new CommandError({
      zh: '没有可以迁移的未结案件;未提出申请',
      en: 'no open case can be moved; nothing was requested',
    });
  const id = planId(next.hash, cases);
  const kept = await requestPackMigration(db, {
    id,
    packId: next.id,
    toVersion: next.version,
    toHash: next.hash,
    plan: cases,
    requestedBy: by.id,
  });
  if (!kept)
    throw new CommandError({
      zh: `${next.id} 有一次已批准的迁移尚未完成;请先执行到底(--approve)`,
      en: `an approved migration of ${next.id} is not finished; run it to its end first (--approve)`,
    });
  out(w.waits(id, by.id, `redress pack migrate ${next.id} --to ${next.version} --approve --by <person>`));
}

async function approve(parts: CalendarParts, next: EnginePack, by: Actor, locale: Locale, out: Out): Promise<number> {
  const open = await openPackMigration(parts.db, next.id);
  if (open?.toHash !== next.hash)
    throw new CommandError({
      zh: `没有人申请把 ${next.id} 迁移到 ${next.version};请先用 --request 申请`,
      en: `nobody has requested to move ${next.id} to ${next.version}; do that with --request`,
    });
  if (!by.roles.includes('administrator'))
    throw new CommandError({ zh: `${by.id} 不是系统管理员`, en: `${by.id} is no administrator` });
  if (by.id === open.requestedBy)
    throw new CommandError({
      zh: `${by.id} 是申请人;须由另一名系统管理员批准`,
      en: `${by.id} has requested it; another administrator has to approve`,
    });
  await approvePackMigration(parts.db, open.id, by.id);
  out(MIGRATE_WORDS[locale].approved(open.id, open.approvedBy ?? by.id));
  return moveAll(parts, next, { ...open, approvedBy: open.approvedBy ?? by.id }, locale, out);
}

/** Case by case; what was moved before is left alone, so this may be broken off and run again. */
async function moveAll(
  parts: CalendarParts,
  next: EnginePack,
  open: PackMigration & { readonly approvedBy: string },
  locale: Locale,
  out: Out,
): Promise<number> {
  const w = MIGRATE_WORDS[locale];
  const cases = (open.plan as readonly PlannedCase[]).filter((one) => one.plan !== undefined);
  const outcomes: Outcome[] = [];
  for (const [index, { no }] of cases.entries()) {
    const outcome = await moveOne(parts, next, open, no, locale);
    outcomes.push(outcome);
    if (outcome.kind !== 'moved') out(w.line(no, outcome.why));
    if ((index + 1) % SAY_EVERY === 0) out(w.progress(index + 1, cases.length));
  }
  const count = (kind: Outcome['kind']): number => outcomes.filter((one) => one.kind === kind).length;
  const again = count('again');
  if (again === 0) await finishPackMigration(parts.db, open.id);
  out(w.moveSummary(count('moved'), cases.length, `${next.id} ${next.version}`, again));
  return again + count('refused') === 0 ? 0 : 1;
}

/** `again`: worth another try. A case that has ended keeps the rules it ended under. */
type Outcome = { readonly kind: 'moved' } | { readonly kind: 'ended' | 'refused' | 'again'; readonly why: string };

/** Looked at again when the case has gone on in between. */
async function moveOne(
  parts: CalendarParts,
  version: EnginePack,
  { id, requestedBy, approvedBy }: PackMigration & { readonly approvedBy: string },
  no: string,
  locale: Locale,
): Promise<Outcome> {
  const w = MIGRATE_WORDS[locale];
  const ended: Outcome = { kind: 'ended', why: w.ended };
  for (let tries = 1; ; tries += 1) {
    const { seen, old, next, state } = await caseForMigration(parts, no, version);
    const answer = await parts.gateway.migrate(no, next, { ...seen, request: id, requestedBy, approvedBy });
    if (answer === undefined) return needsWorkflow(old, state) ? { kind: 'again', why: w.notRunning } : ended;
    if (answer.ok) return { kind: 'moved' };
    if (answer.failure === 'unavailable')
      throw new CommandError({
        zh: '流程引擎暂无应答;请稍后再次执行本命令',
        en: 'the engine does not answer just now; run the command again in a while',
      });
    if (answer.rejection.code === 'already-done') return { kind: 'moved' };
    if (answer.rejection.code === 'case-not-open') return ended;
    const why = `${say(answer.rejection, locale)} [${answer.rejection.code}]`;
    if (answer.rejection.code !== 'case-changed') return { kind: 'refused', why };
    if (tries === TRIES) return { kind: 'again', why };
  }
}
