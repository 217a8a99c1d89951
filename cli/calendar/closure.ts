import { createHash } from 'node:crypto';
import { provisionalText } from '../../activities/notify/provisionalText.ts';
import type { Environment } from '../../config/environment.ts';
import { changeCalendar, type CalendarChange } from '../../domain/decide/changeCalendar.ts';
import type { EnginePack } from '../../domain/pack/pack.ts';
import { isDay } from '../../domain/time/day.ts';
import { sayDue } from '../../domain/time/sayMoment.ts';
import { toCaseTime } from '../../domain/time/timeBase.ts';
import { addDays } from '../../domain/time/zone.ts';
import { plain, type Bilingual, type Locale } from '../../language/bilingual.ts';
import { defined } from '../../domain/values/own.ts';
import { row } from '../../store/database/database.ts';
import { casesInScope, liftClosure, readClosure, saveClosure, type Closure } from '../../store/rules/closures.ts';
import { clockName } from '../output/clockName.ts';
import { fail } from '../output/fail.ts';
import type { Output } from '../output/output.ts';
import { approverOf, refuseOthersThanAdministrators, refuseOthersThanApprovers } from './calendarAuthority.ts';
import { ruledCase, tellCases, withCalendarParts, type CalendarParts, type RuledCase } from './calendarParts.ts';

export type ClosureOptions = Readonly<{
  from: string;
  to?: string;
  unit: string;
  pack?: string;
  category?: string;
  reason: string;
  by: string;
  approver: string;
  id?: string;
  yes?: boolean;
}>;

const LONGEST_DAYS = 60;

/**
 * `redress calendar closure`: shows what would move; orders it with `--yes`. The same order again tells the same cases.
 */
export function orderClosure(env: Environment, out: Output, options: ClosureOptions): Promise<number> {
  const closure = closureOf(options);
  return withCalendarParts(env, out, (parts) => giveClosure(parts, out, closure, options.yes === true));
}

export async function giveClosure(
  parts: CalendarParts,
  out: Output,
  closure: Closure,
  really: boolean,
): Promise<number> {
  const { id, days, scope, requestedBy, approver } = closure;
  await refuseOthersThanAdministrators(parts.db, requestedBy);
  if ((await row(parts.db, 'select 1 from units where id = $1', [scope.unit])) === undefined)
    fail({ zh: `没有机构 ${scope.unit}`, en: `there is no unit ${scope.unit}` });
  const approving = await approverOf(parts.db, closure);
  const known = await readClosure(parts.db, id);
  if (known?.lifted === true)
    fail({
      zh: `停业令 ${id} 已撤销;新的停业令请另取编号(--id)`,
      en: `the order ${id} was lifted; give a new one another id (--id)`,
    });
  const numbers = known?.numbers ?? (await casesInScope(parts.db, scope));
  const notice: CalendarChange = { id: `closure/${id}`, by: requestedBy, kind: 'closure', order: id, days, approver };
  const engines = new Map<string, EnginePack>();
  const moves: Bilingual[] = [];
  for (const no of numbers) {
    const found = await ruledCase(parts, no);
    if (found === undefined) continue;
    engines.set(found.engine.hash, found.engine);
    moves.push(...movesOf(no, found, notice, out.locale));
  }
  refuseOthersThanApprovers(approving, engines.values());
  for (const one of moves) out.say(one);
  if (!really) {
    out.say({
      zh: `${numbers.length} 件;未作任何改动。加 --yes 下达`,
      en: `${numbers.length} cases; nothing was changed. Order it with --yes`,
    });
    return 0;
  }
  const chosen = await saveClosure(parts.db, closure, numbers).catch((error: unknown) =>
    fail({ zh: `停业令编号 ${id} 已用于另一份停业令`, en: (error as Error).message }),
  );
  const told = await tellCases(parts, chosen, notice, out);
  const undo = `redress calendar closure-undo ${id} --by <person> --reason <why>`;
  out.say({
    zh: `停业令 ${id}:已通知 ${told} 件;撤销:${undo}`,
    en: `order ${id}: ${told} cases told; undo it with: ${undo}`,
  });
  return 0;
}

/** `redress calendar closure-undo`: restores the due moments. */
export async function undoClosure(
  parts: CalendarParts,
  out: Output,
  id: string,
  { by, reason }: Pick<ClosureOptions, 'by' | 'reason'>,
): Promise<number> {
  const known = (await readClosure(parts.db, id)) ?? fail({ zh: `没有停业令 ${id}`, en: `there is no order ${id}` });
  refuseWithoutReason(reason);
  await refuseOthersThanAdministrators(parts.db, by);
  await liftClosure(parts.db, id, by, reason);
  const notice: CalendarChange = { id: `closure/${id}/lifted`, by, kind: 'closure-lifted', order: id };
  const told = await tellCases(parts, known.numbers, notice, out);
  out.say({ zh: `停业令 ${id} 已撤销:已通知 ${told} 件`, en: `order ${id} lifted: ${told} cases told` });
  return 0;
}

/** Without an id it is named by its content, so that asking twice is one order. */
export function closureOf(options: ClosureOptions): Closure {
  const { from, to, unit, pack, category, reason, by, approver, id } = options;
  const days = daysBetween(from, to ?? from);
  refuseWithoutReason(reason);
  const scope = defined({ unit, pack, category });
  const content = JSON.stringify([days, scope, reason]);
  const named = createHash('sha256').update(content).digest('hex').slice(0, 8);
  return { id: id ?? `closure-${from}-${named}`, days, scope, reason, requestedBy: by, approver };
}

function daysBetween(from: string, to: string): readonly string[] {
  for (const day of [from, to])
    if (!isDay(day)) fail({ zh: `${day} 不是日期;写法如 2026-11-25`, en: `${day} is no date such as 2026-11-25` });
  if (to < from) fail({ zh: '--to 早于 --from', en: '--to is before --from' });
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  if (days.length > LONGEST_DAYS)
    fail({ zh: `一份停业令最多 ${LONGEST_DAYS} 天`, en: `an order closes ${LONGEST_DAYS} days at most` });
  return days;
}

function refuseWithoutReason(reason: string): void {
  if (reason.trim() === '') fail({ zh: '--reason 须写明事由', en: '--reason says why' });
}

/** By the case's own rules. */
function movesOf(
  no: string,
  { view, engine }: RuledCase,
  notice: CalendarChange,
  locale: Locale,
): readonly Bilingual[] {
  const when = (at: number): string => sayDue(at, engine.timezone, locale);
  const { events } = changeCalendar(engine, view.state, notice, toCaseTime(view.base, Date.now()));
  const moves = events.flatMap(({ type, data }) => {
    if (type !== 'ClockMoved') return [];
    const waits = provisionalText(data.provisional === true ? (data.calendarVersion ?? '') : undefined, locale);
    return [plain(`${clockName(engine, data)} ${when(data.from)} -> ${when(data.to)}${waits}`)];
  });
  if (moves.length === 0) moves.push({ zh: '到期时刻不变', en: 'nothing moves' });
  return moves.map(({ zh, en }) => ({ zh: `${no}:${zh}`, en: `${no}: ${en}` }));
}
