/** Only reads. */

import type { Rejection } from '../../domain/case/rejection.ts';
import { createHash } from 'node:crypto';
import { say } from '../../language/phrase.ts';
import { provisionalText } from '../../activities/notify/provisionalText.ts';
import { migrateCase } from '../../domain/migration/migrateCase.ts';
import { migrationPlan, type MigrationPlan } from '../../domain/migration/migrationPlan.ts';
import type { EnginePack } from '../../domain/pack/pack.ts';
import { sayDue, sayMoment } from '../../domain/time/sayMoment.ts';
import { toCaseTime, toWallTime } from '../../domain/time/timeBase.ts';
import type { Bilingual, Locale } from '../../language/bilingual.ts';
import { canonicalJson } from '../../store/database/canonicalJson.ts';
import { casesUnderOtherVersions } from '../../store/rules/packMigrations.ts';
import type { CalendarParts } from '../calendar/calendarParts.ts';
import { clockName } from '../output/clockName.ts';
import type { Output } from '../output/output.ts';
import { caseForMigration } from './caseForMigration.ts';

/** Instants: wall clock, epoch ms. */
export type PlannedCase = Readonly<{
  no: string;
  from: string;
  plan?: MigrationPlan;
  refused?: Rejection;
}>;

export async function planMigration(parts: CalendarParts, version: EnginePack): Promise<readonly PlannedCase[]> {
  const order = { request: 'preview', requestedBy: 'preview', approvedBy: 'preview' };
  const planned: PlannedCase[] = [];
  for (const no of await casesUnderOtherVersions(parts.db, version.id, version.version)) {
    const { state, base, old, next, seen } = await caseForMigration(parts, no, version);
    const result = migrateCase(old, next, state, { ...seen, ...order }, toCaseTime(base, Date.now()));
    const from = old.version;
    if (result.ok) {
      const wall = (at: number): number => toWallTime(base, at);
      planned.push({ no, from, plan: onTheWall(migrationPlan(state, result.value), wall) });
    }
    // An ended case with nothing left to run is not open.
    else if (result.rejection.code !== 'case-not-open') planned.push({ no, from, refused: result.rejection });
  }
  return planned;
}

/** Another plan has another id. */
export function planId(to: string, cases: readonly PlannedCase[]): string {
  return createHash('sha256').update(canonicalJson({ to, cases })).digest('hex').slice(0, 12);
}

export function wordsOfRejection(rejection: Rejection): Bilingual {
  const words = (locale: Locale): string => `${say(rejection, locale)} [${rejection.code}]`;
  return { zh: words('zh'), en: words('en') };
}

const WORDS = {
  zh: {
    past: '(已过期:作标记,不追究任何人)',
    class: '统计口径',
    nothingMoves: '到期时刻不变',
    moves: '变动',
    ends: '取消',
    starts: '新增',
    notInVersion: '新版本没有此时限',
  },
  en: {
    past: '  (past: marked, nobody is blamed)',
    class: 'class',
    nothingMoves: 'no due moment changes',
    moves: 'moves   ',
    ends: 'ends    ',
    starts: 'starts  ',
    notInVersion: 'the version does not have it',
  },
};

export function sayPlan(next: EnginePack, cases: readonly PlannedCase[], out: Output): void {
  const w = WORDS[out.locale];
  const due = (at: number): string => sayDue(at, next.timezone, out.locale);
  const marks = ({ past, provisional }: Readonly<{ past: boolean; provisional?: string }>): string =>
    `${provisionalText(provisional, out.locale)}${past ? w.past : ''}`;
  for (const { no, from, plan, refused } of cases) {
    const head = `${no}  ${from} → ${next.version}`;
    if (refused !== undefined) {
      const { zh, en } = wordsOfRejection(refused);
      out.say({ zh: `${head}  不能迁移:${zh}`, en: `${head}  cannot be moved: ${en}` });
    }
    if (plan === undefined) continue;
    const { moved, ended, started, class: changed } = plan;
    out.line(
      head +
        (changed === undefined
          ? ''
          : `  ${w.class} ${className(next, changed.from)} → ${className(next, changed.to)}`) +
        (moved.length + ended.length + started.length === 0 ? `  ${w.nothingMoves}` : ''),
    );
    for (const one of moved)
      out.line(`  ${w.moves} ${clockName(next, one)}  ${due(one.from)} → ${due(one.to)}${marks(one)}`);
    for (const one of ended) out.line(`  ${w.ends} ${clockName(next, one)}  ${w.notInVersion}`);
    for (const one of started) {
      const start = sayMoment(one.startedAt, next.timezone, out.locale);
      const end = `${due(one.dueAt)}${marks(one)}`;
      const line = `  ${w.starts} ${clockName(next, one)}  `;
      out.say({ zh: `${line}自 ${start} 起算,到期 ${end}`, en: `${line}from ${start}, due ${end}` });
    }
  }
  const refused = cases.filter((one) => one.plan === undefined).length;
  const movable = cases.length - refused;
  const version = `${next.id} ${next.version}`;
  out.say({
    zh: `${movable} 件未结案件将迁移到 ${version},${refused} 件不能迁移`,
    en: `${movable} open cases would move to ${version}, ${refused} cannot`,
  });
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
