import { setCurrentDetails } from '@temporalio/workflow';
import type { ClockState } from '../domain/state.ts';
import { plannedRungs } from '../domain/plannedRungs.ts';
import type { CaseRun } from './caseRun.ts';
import { roleTitle, words } from './summaries.ts';
import { wallClock } from './wallClock.ts';

const SHOWN_RUNGS = 6;

/** The case in short, as the Temporal UI shows it: where it stands, what is owed when, who will be told next. Costs no history. */
export function showDetails(run: CaseRun): void {
  const { state, pack } = run;
  const w = words(run);
  const level = pack.levels.find((one) => one.id === state.level)?.title ?? state.level;
  const className = pack.classes.find((one) => one.class === state.class)?.title ?? state.class;
  const lines = [
    `**${run.no}** · ${pack.title} · ${pack.categories[state.category]?.title ?? state.category}`,
    ...(run.base.speed === 1 ? [] : [`_${w.drill} ${run.base.speed}_`]),
    `${w.stage}: ${state.stage} · ${w.level}: ${level} · ${w.class}: ${className}`,
    '',
    `**${w.next}**`,
    ...state.clocks.filter((clock) => clock.status !== 'cancelled').map((clock) => `- ${clockLine(run, clock)}`),
    '',
    `**${w.planned}**`,
    ...plannedRungs(pack, state)
      .slice(0, SHOWN_RUNGS)
      .map((rung) => `- ${wallClock(run, rung.at)} ${titleOf(run, rung.clock)} → ${rung.notify.map((role) => roleTitle(run, role)).join(', ')}`),
  ];
  setCurrentDetails(lines.join('\n'));
}

const MARKS: Readonly<Record<ClockState['status'], string>> = { running: '⏳', paused: '⏸', met: '✅', missed: '🔴', late: '🟠', cancelled: '—' };

function clockLine(run: CaseRun, clock: ClockState): string {
  const rule = clock.rule === undefined ? '' : ` (${clock.rule})`;
  return `${MARKS[clock.status]} ${titleOf(run, clock.clock)}${rule} ${words(run).due} ${wallClock(run, clock.dueAt)}`;
}

function titleOf(run: CaseRun, clock: string): string {
  return run.pack.clocks.find((def) => def.id === clock)?.title ?? clock;
}
