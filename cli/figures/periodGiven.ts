import { periodNamed, type Days } from '../../domain/figures/period.ts';
import { isDay } from '../../domain/time/day.ts';
import { fail } from '../output/fail.ts';

export type PeriodOptions = Readonly<{ period?: string; from?: string; to?: string }>;

/** `--period 2026`, `--period 2026-11`, or `--from` and `--to`; fails for anything else. */
export function periodGiven({ period, from, to }: PeriodOptions): Days {
  const named = period === undefined ? undefined : periodNamed(period);
  if (named !== undefined) return named;
  if (period === undefined && from !== undefined && to !== undefined && isDay(from) && isDay(to)) return { from, to };
  return fail({
    zh: '请写明期间:--period 2026、--period 2026-11,或 --from 2026-11-01 --to 2026-11-30',
    en: 'say which period: --period 2026, --period 2026-11, or --from 2026-11-01 --to 2026-11-30',
  });
}
