import { setCurrentDetails } from '@temporalio/workflow';
import type { ClockState } from '../../domain/case/state.ts';
import { isBreach, isOverdueNow } from '../../domain/case/overdue.ts';
import { plannedRungs, type PlannedRung } from '../../domain/clocks/plannedRungs.ts';
import { rungKind } from '../../domain/notify/rungKind.ts';
import type { CalendarMarks } from '../../domain/limits/due.ts';
import type { CaseRun } from '../run/caseRun.ts';
import type { ToldDelivery } from '../../contracts/complaintWorkflow.ts';
import { arrow, goesUp, itemsText, refusedText, upTo } from './summaries.ts';
import { dueText, momentText } from './moments.ts';
import { actionTitle, clockTitle, isConfidential, levelTitle, roleTitle, unitTitle, words } from './titles.ts';
import { own } from '../../domain/values/own.ts';
import { clockIn } from '../../domain/case/clockIn.ts';

const SHOWN_RUNGS = 6;

/**
 * The case in short, as the Temporal UI shows it: where it stands, what is owed when, who will be told next. Costs no
 * history.
 */
export function showDetails(run: CaseRun): void {
  const { state, pack } = run;
  const w = words(run);
  if (isConfidential(run)) return setCurrentDetails(`**${run.no}** · ${w.confidential}`);
  const lines = [
    `**${run.no}** · ${pack.title} · ${own(pack.categories, state.category)?.title ?? state.category}`,
    ...(run.base.speed === 1 ? [] : [`_${w.drill} ${run.base.speed}_`]),
    `${w.stage}: ${w[state.stage]} · ${w.level}: ${levelTitle(run, state.level)} · ${w.class}: ${classTitle(run)}`,
    `${w.handler}: ${state.handler ?? w.nobody} · ${w.unit}: ${unitTitle(run, state.unit)}`,
    ...overdueLines(run).map((line) => `**${line}**`),
    ...listed(
      w.planned,
      orNobody(
        w.nobody,
        plannedRungs(pack, state)
          .slice(0, SHOWN_RUNGS)
          .map((rung) => rungLine(run, rung)),
      ),
    ),
    ...listed(
      w.told,
      run.told.map((one) => toldLine(run, one)),
    ),
    ...listed(
      w.refusedActions,
      run.refusals.map((event) => `${momentText(run, event.at)} · ${refusedText(run, event)}`),
    ),
    ...listed(
      w.next,
      state.clocks.filter((clock) => clock.status !== 'cancelled').map((clock) => clockLine(run, clock)),
    ),
    ...listed(w.happened, happened(run)),
  ];
  setCurrentDetails(lines.join('\n'));
}

/** Nothing where there is nothing to list. */
function listed(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', `**${title}**`, ...lines.map((line) => `- ${line}`)];
}

function orNobody(nobody: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [nobody] : lines;
}

function classTitle({ pack, state }: CaseRun): string {
  return pack.classes.find((one) => one.class === state.class)?.title ?? state.class;
}

/** What is past due and undone, since when. */
function overdueLines(run: CaseRun): readonly string[] {
  if (!isOverdueNow(run.state)) return [];
  return run.state.clocks
    .filter((clock) => clock.status === 'missed' && isBreach(clock))
    .map((clock) => `${words(run).overdueSince} ${dueText(run, clock.dueAt)} · ${clockTitle(run, clock.clock)}`);
}

function toldLine(run: CaseRun, { at, items, told }: ToldDelivery): string {
  const people = told === undefined ? words(run).givenUp : toldPeople(run, told);
  return `${momentText(run, at)} · ${itemsText(run, items)} → ${people}`;
}

/** By role: `branch head li (mail); handler wang, zhao (mail)`. */
function toldPeople(run: CaseRun, told: NonNullable<ToldDelivery['told']>): string {
  const w = words(run);
  const byRole = new Map<string, { readonly people: Set<string>; readonly by: string; readonly role: string }>();
  for (const { person, role, channel, outcome } of told) {
    const by =
      outcome === 'delivered'
        ? (own(w.channels, channel) ?? channel)
        : w[outcome === 'refused' ? 'addressRefused' : outcome];
    const key = `${role}/${by}`;
    const group = byRole.get(key) ?? { role: roleTitle(run, role), by, people: new Set() };
    byRole.set(key, group);
    group.people.add(person);
  }
  const groups = [...byRole.values()];
  return groups.map(({ role, by, people }) => `${role} ${[...people].join(w.comma)} (${by})`).join(w.semicolon);
}

function rungLine(run: CaseRun, rung: PlannedRung): string {
  const kind = words(run)[rungKind(rung.at, clockIn(run.state, rung)?.dueAt ?? rung.at)];
  const up = goesUp(run, upTo(run, rung.escalate));
  const what = `${kind}${up} · ${clockTitle(run, rung.clock)}`;
  return `${dueText(run, rung.at)} · ${what}${arrow(run, rung.notify)}${markOf(run, rung)}`;
}

/** The stations of the case in time order: stages, the latest of each step, lapses. */
function happened(run: CaseRun): readonly string[] {
  const { state } = run;
  const w = words(run);
  const due = new Set(state.clocks.map((clock) => clock.dueAt));
  const stations: readonly (readonly [at: number | undefined, what: string])[] = [
    [state.registeredAt, w.registered],
    [state.acceptedAt, w.accepted],
    ...Object.entries(state.steps).map(([id, step]) => [step.lastAt, actionTitle(run, id)] as const),
    ...state.clocks.map((clock) => [clock.missedAt, `${w.missed} ${clockTitle(run, clock.clock)}`] as const),
    [state.resolvedAt, w.resolved],
    [state.closedAt, w[state.stage]],
  ];
  return stations
    .flatMap(([at, what]) => (at === undefined ? [] : [{ at, what }]))
    .toSorted((a, b) => a.at - b.at)
    .map(({ at, what }) => `${due.has(at) ? dueText(run, at) : momentText(run, at)} · ${what}`);
}

function clockLine(run: CaseRun, clock: ClockState): string {
  const w = words(run);
  const rule = clock.rule === undefined ? '' : ` (${clock.rule})`;
  const due = clock.monitor === true ? '' : ` ${w.due} ${dueText(run, clock.dueAt)}`;
  return `${w[clock.status]} · ${clockTitle(run, clock.clock)}${rule}${due}${markOf(run, clock)}`;
}

function markOf(run: CaseRun, { provisional, calendarVersion }: CalendarMarks): string {
  return provisional === true ? ` (${words(run).provisional} ${calendarVersion ?? ''})` : '';
}
