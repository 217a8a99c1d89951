import { setCurrentDetails } from '@temporalio/workflow';
import type { ClockState } from '../../domain/case/state.ts';
import { plannedRungs } from '../../domain/clocks/plannedRungs.ts';
import type { CalendarMarks } from '../../domain/limits/due.ts';
import type { CaseRun } from '../run/caseRun.ts';
import { isConfidential, roleTitle, words } from './summaries.ts';
import { wallClock } from './wallClock.ts';
import { own } from '../../domain/values/own.ts';

const SHOWN_RUNGS = 6;

/**
 * The case in short, as the Temporal UI shows it: where it stands, what is owed when, who will be told next. Costs no
 * history.
 */
export function showDetails(run: CaseRun): void {
  const { state, pack } = run;
  const w = words(run);
  if (isConfidential(run)) return setCurrentDetails(`**${run.no}** · ${w.confidential}`);
  const level = pack.levels.find((one) => one.id === state.level)?.title ?? state.level;
  const className = pack.classes.find((one) => one.class === state.class)?.title ?? state.class;
  const lines = [
    `**${run.no}** · ${pack.title} · ${own(pack.categories, state.category)?.title ?? state.category}`,
    ...(run.base.speed === 1 ? [] : [`_${w.drill} ${run.base.speed}_`]),
    `${w.stage}: ${w[state.stage]} · ${w.level}: ${level} · ${w.class}: ${className}`,
    '',
    `**${w.happened}**`,
    ...happened(run).map((line) => `- ${line}`),
    '',
    `**${w.next}**`,
    ...state.clocks.filter((clock) => clock.status !== 'cancelled').map((clock) => `- ${clockLine(run, clock)}`),
    '',
    `**${w.planned}**`,
    ...orNobody(
      w.nobody,
      plannedRungs(pack, state)
        .slice(0, SHOWN_RUNGS)
        .map(
          (rung) =>
            `${wallClock(run, rung.at)} ${titleOf(run, rung.clock)} → ` +
            `${rung.notify.map((role) => roleTitle(run, role)).join(', ')}${markOf(run, rung)}`,
        ),
    ).map((line) => `- ${line}`),
  ];
  setCurrentDetails(lines.join('\n'));
}

function orNobody(nobody: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [nobody] : lines;
}

/** The stations of the case in time order: stages, the latest of each step, lapses. */
function happened(run: CaseRun): readonly string[] {
  const { state } = run;
  const w = words(run);
  const stations: readonly (readonly [at: number | undefined, what: string])[] = [
    [state.registeredAt, w.registered],
    [state.acceptedAt, w.accepted],
    ...Object.entries(state.steps).map(([id, step]) => [step.lastAt, own(run.pack.actions, id)?.title ?? id] as const),
    ...state.clocks.map((clock) => [clock.missedAt, `${w.missed} ${titleOf(run, clock.clock)}`] as const),
    [state.resolvedAt, w.resolved],
    [state.closedAt, w[state.stage]],
  ];
  return stations
    .flatMap(([at, what]) => (at === undefined ? [] : [{ at, what }]))
    .toSorted((a, b) => a.at - b.at)
    .map(({ at, what }) => `${wallClock(run, at)} ${what}`);
}

function clockLine(run: CaseRun, clock: ClockState): string {
  const w = words(run);
  const rule = clock.rule === undefined ? '' : ` (${clock.rule})`;
  const due = clock.monitor === true ? '' : ` ${w.due} ${wallClock(run, clock.dueAt)}`;
  return `${w[clock.status]} · ${titleOf(run, clock.clock)}${rule}${due}${markOf(run, clock)}`;
}

function markOf(run: CaseRun, { provisional, calendarVersion }: CalendarMarks): string {
  return provisional === true ? ` (${words(run).provisional} ${calendarVersion ?? ''})` : '';
}

function titleOf(run: CaseRun, clock: string): string {
  return run.pack.clocks.find((def) => def.id === clock)?.title ?? clock;
}
