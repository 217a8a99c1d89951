/** The table of a migration: what it would do to each open case. Nothing is changed. */

import type { Rejection } from '../../domain/case/rejection.ts';
import { createHash } from 'node:crypto';
import { say } from '../../language/phrase.ts';
import { provisionalText } from '../../activities/notify/provisionalText.ts';
import { migrateCase } from '../../domain/migration/migrateCase.ts';
import { migrationPlan, type MigrationPlan } from '../../domain/migration/migrationPlan.ts';
import type { EnginePack } from '../../domain/pack/pack.ts';
import { toCaseTime, toWallTime } from '../../domain/time/timeBase.ts';
import type { Locale } from '../../language/locale.ts';
import { canonicalJson } from '../../store/database/canonicalJson.ts';
import { casesUnderOtherVersions } from '../../store/rules/packMigrations.ts';
import type { CalendarParts } from '../calendar/calendarParts.ts';
import { clockName } from '../output/clockName.ts';
import { caseForMigration } from './caseForMigration.ts';
import { MIGRATE_WORDS } from './migrateWords.ts';

/** One line of the table. Instants on the wall clock, epoch ms. */
export interface PlannedCase {
  readonly no: string;
  readonly from: string;
  readonly plan?: MigrationPlan;
  readonly refused?: Rejection;
}

/** Every open case under another version of the pack. */
export async function planMigration(parts: CalendarParts, version: EnginePack): Promise<readonly PlannedCase[]> {
  const planned: PlannedCase[] = [];
  for (const no of await casesUnderOtherVersions(parts.db, version.id, version.version)) {
    const { state, base, old, next, seen } = await caseForMigration(parts, no, version);
    const result = migrateCase(
      old,
      next,
      state,
      { ...seen, request: 'preview', requestedBy: 'preview', approvedBy: 'preview' },
      toCaseTime(base, Date.now()),
    );
    const wall = (at: number): number => toWallTime(base, at);
    if (result.ok) planned.push({ no, from: old.version, plan: onTheWall(migrationPlan(state, result.value), wall) });
    // A case that has ended with nothing left to run is no open one.
    else if (result.rejection.code !== 'case-not-open')
      planned.push({
        no,
        from: old.version,
        refused: result.rejection,
      });
  }
  return planned;
}

/** A name of the plan by its content: another plan has another one. */
export function planId(to: string, cases: readonly PlannedCase[]): string {
  return createHash('sha256').update(canonicalJson({ to, cases })).digest('hex').slice(0, 12);
}

/** The table for people. */
export function planLines(next: EnginePack, cases: readonly PlannedCase[], locale: Locale): readonly string[] {
  const w = MIGRATE_WORDS[locale];
  const when = (at: number): string => new Date(at).toLocaleString('sv-SE', { timeZone: next.timezone }).slice(0, 16);
  const marks = ({ past, provisional }: { readonly past: boolean; readonly provisional?: string }): string =>
    `${provisionalText(provisional, locale)}${past ? w.past : ''}`;
  const lines = cases.flatMap(({ no, from, plan, refused }) => {
    const head = `${no}  ${from} → ${next.version}`;
    if (plan === undefined)
      return refused === undefined ? [] : [`${head}  ${w.cannot(`${say(refused, locale)} [${refused.code}]`)}`];
    const { moved, ended, started } = plan;
    return [
      `${head}${plan.class === undefined ? '' : `  ${w.class(className(next, plan.class.from), className(next, plan.class.to))}`}${moved.length + ended.length + started.length === 0 ? `  ${w.nothingMoves}` : ''}`,
      ...moved.map((one) => `  ${w.moves} ${clockName(next, one)}  ${when(one.from)} → ${when(one.to)}${marks(one)}`),
      ...ended.map((one) => `  ${w.ends} ${clockName(next, one)}  ${w.notInVersion}`),
      ...started.map(
        (one) =>
          `  ${w.starts} ${clockName(next, one)}  ${w.startedDue(when(one.startedAt), when(one.dueAt))}${marks(one)}`,
      ),
    ];
  });
  const refused = cases.filter((one) => one.plan === undefined).length;
  return [...lines, w.planSummary(cases.length - refused, `${next.id} ${next.version}`, refused)];
}

function className(pack: EnginePack, id: string): string {
  return pack.classes.find((one) => one.class === id)?.title ?? id;
}

function onTheWall(plan: MigrationPlan, wall: (at: number) => number): MigrationPlan {
  return {
    ...plan,
    moved: plan.moved.map((one) => ({ ...one, from: wall(one.from), to: wall(one.to) })),
    started: plan.started.map((one) => ({ ...one, startedAt: wall(one.startedAt), dueAt: wall(one.dueAt) })),
  };
}
