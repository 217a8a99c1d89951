import { createHash } from 'node:crypto';
import { provisionalText } from '../../activities/notify/provisionalText.ts';
import { changeCalendar, type CalendarNotice } from '../../domain/decide/changeCalendar.ts';
import type { EnginePack } from '../../domain/pack/pack.ts';
import { isDay } from '../../domain/time/day.ts';
import { addDays } from '../../domain/time/zone.ts';
import { toCaseTime } from '../../domain/time/timeBase.ts';
import type { Locale } from '../../language/locale.ts';
import type { Environment } from '../../config/environment.ts';
import { casesInScope, liftClosure, readClosure, saveClosure, type Closure } from '../../store/rules/closures.ts';
import { row } from '../../store/database/database.ts';
import { ruledCase, tellCases, withCalendarParts, type CalendarParts, type RuledCase } from './calendarParts.ts';
import { CALENDAR_WORDS } from './calendarWords.ts';
import { approverOf, refuseOthersThanAdministrators, refuseOthersThanApprovers } from './calendarAuthority.ts';
import { clockName } from '../output/clockName.ts';
import { CommandError } from '../installation/installation.ts';

export interface ClosureOptions {
  readonly from: string;
  readonly to?: string;
  readonly unit: string;
  readonly pack?: string;
  readonly category?: string;
  readonly reason: string;
  readonly by: string;
  readonly approver: string;
  readonly id?: string;
  readonly yes?: boolean;
}

/** Language of what is said; English when absent. */
interface Said {
  readonly locale?: Locale | undefined;
}

export interface LiftOptions {
  readonly by: string;
  readonly reason: string;
}

const LONGEST_DAYS = 60;

/**
 * `redress calendar closure`: shows what closing some days would move, and with `--yes` orders it. The same order again
 * tells the same cases.
 */
export function orderClosure(
  env: Environment,
  options: ClosureOptions & { readonly locale: Locale },
  out: (line: string) => void,
): Promise<number> {
  const closure = closureOf(options);
  return withCalendarParts(env, options.locale, (parts) =>
    giveClosure(parts, closure, options.yes === true, out, options),
  );
}

/** The same on parts that are open already. */
export async function giveClosure(
  parts: CalendarParts,
  closure: Closure,
  really: boolean,
  out: (line: string) => void,
  { locale = 'en' }: Said = {},
): Promise<number> {
  const w = CALENDAR_WORDS[locale];
  const { scope } = closure;
  await refuseOthersThanAdministrators(parts.db, closure.requestedBy);
  if ((await row(parts.db, 'select 1 from units where id = $1', [scope.unit])) === undefined)
    throw new CommandError({ zh: `没有机构 ${scope.unit}`, en: `there is no unit ${scope.unit}` });
  const approver = await approverOf(parts.db, closure);
  const known = await readClosure(parts.db, closure.id);
  if (known?.lifted === true)
    throw new CommandError({
      zh: `停业令 ${closure.id} 已撤销;新的停业令请另取编号(--id)`,
      en: `the order ${closure.id} was lifted; give a new one another id (--id)`,
    });
  const numbers = known?.numbers ?? (await casesInScope(parts.db, scope));
  const notice = noticeOf(closure);
  const engines = new Map<string, EnginePack>();
  const lines: string[] = [];
  for (const no of numbers) {
    const found = await ruledCase(parts, no);
    if (found === undefined) continue;
    engines.set(found.engine.hash, found.engine);
    lines.push(...preview(no, found, notice, locale));
  }
  refuseOthersThanApprovers(approver, [...engines.values()]);
  for (const line of lines) out(line);
  if (!really) {
    out(w.preview(numbers.length));
    return 0;
  }
  const chosen = await saveClosure(parts.db, closure, numbers).catch((error: unknown) => {
    throw new CommandError({
      zh: `停业令编号 ${closure.id} 已用于另一份停业令`,
      en: (error as Error).message,
    });
  });
  const told = await tellCases({ parts, numbers: chosen, notice, locale, out });
  out(w.ordered(closure.id, told));
  return 0;
}

/** `redress calendar closure-undo`: gives the cases of an order their due moments back. */
export function undoClosure(
  env: Environment,
  id: string,
  options: LiftOptions & { readonly locale: Locale },
  out: (line: string) => void,
): Promise<number> {
  return withCalendarParts(env, options.locale, (parts) => takeBackClosure(parts, id, options, out));
}

/** The same on parts that are open already. */
export async function takeBackClosure(
  parts: CalendarParts,
  id: string,
  { by, reason, locale = 'en' }: LiftOptions & Said,
  out: (line: string) => void,
): Promise<number> {
  const known = await readClosure(parts.db, id);
  if (known === undefined) throw new CommandError({ zh: `没有停业令 ${id}`, en: `there is no order ${id}` });
  refuseWithoutReason(reason);
  await refuseOthersThanAdministrators(parts.db, by);
  await liftClosure(parts.db, id, by, reason);
  const told = await tellCases({
    parts,
    numbers: known.numbers,
    notice: { id: `closure/${id}/lifted`, by, kind: 'closure-lifted', order: id },
    locale,
    out,
  });
  out(CALENDAR_WORDS[locale].lifted(id, told));
  return 0;
}

/** An order from what was asked; without an id it is named after its content, so that asking twice is one order. */
export function closureOf(options: ClosureOptions): Closure {
  const { from, to, unit, pack, category, reason, by, approver, id } = options;
  const days = daysBetween(from, to ?? from);
  refuseWithoutReason(reason);
  const scope = { unit, ...(pack === undefined ? {} : { pack }), ...(category === undefined ? {} : { category }) };
  const named = createHash('sha256')
    .update(JSON.stringify([days, scope, reason]))
    .digest('hex')
    .slice(0, 8);
  return { id: id ?? `closure-${days[0] ?? ''}-${named}`, days, scope, reason, requestedBy: by, approver };
}

function daysBetween(from: string, to: string): readonly string[] {
  for (const day of [from, to])
    if (!isDay(day))
      throw new CommandError({
        zh: `${day} 不是日期;写法如 2026-11-25`,
        en: `${day} is no date such as 2026-11-25`,
      });
  if (to < from) throw new CommandError({ zh: '--to 早于 --from', en: '--to is before --from' });
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  if (days.length > LONGEST_DAYS)
    throw new CommandError({
      zh: `一份停业令最多 ${LONGEST_DAYS} 天`,
      en: `an order closes ${LONGEST_DAYS} days at most`,
    });
  return days;
}

function noticeOf({ id, days, requestedBy, approver }: Closure): CalendarNotice {
  return { id: `closure/${id}`, by: requestedBy, kind: 'closure', order: id, days, approver };
}

/** Whoever gives an order or takes it back says why. */
function refuseWithoutReason(reason: string): void {
  if (reason.trim() === '') throw new CommandError({ zh: '--reason 须写明事由', en: '--reason says why' });
}

/** What the order would move, by the very rules that the case goes by. */
function preview(no: string, { view, engine }: RuledCase, notice: CalendarNotice, locale: Locale): readonly string[] {
  const w = CALENDAR_WORDS[locale];
  const { events } = changeCalendar(engine, view.state, notice, toCaseTime(view.base, Date.now()));
  const moves = events.flatMap((event) => (event.type === 'ClockMoved' ? [event.data] : []));
  const moment = (at: number): string =>
    new Date(at).toLocaleString('sv-SE', { timeZone: engine.timezone, dateStyle: 'short', timeStyle: 'short' });
  return moves.length === 0
    ? [w.line(no, w.nothingMoves)]
    : moves.map((move) =>
        w.line(
          no,
          `${clockName(engine, move)} ${moment(move.from)} -> ` +
            moment(move.to) +
            provisionalText(move.provisional === true ? (move.calendarVersion ?? '') : undefined, locale),
        ),
      );
}
