import { isOverdueNow, nextDueAt } from '../../domain/case/overdue.ts';
import type { FieldValues } from '../../domain/case/event.ts';
import { explainClock } from '../../domain/clocks/explain.ts';
import { formatField } from '../../domain/fields/parseFields.ts';
import type { FieldDef } from '../../domain/pack/pack.ts';
import { defined, own } from '../../domain/values/own.ts';
import { SEGMENT_REASONS } from '../../language/segmentReasons.ts';
import type { CaseRun } from '../run/caseRun.ts';
import { actionTitle, clockTitle, levelTitle, unitTitle, words } from './titles.ts';
import { dueText, isoText, momentText } from './moments.ts';

export type Shown = Readonly<Record<string, unknown>>;

/**
 * The case as people read it: titles, instants in ISO 8601 with their zone, by when something is due also in words,
 * money as decimals.
 */
export function presentCase(run: CaseRun): Shown {
  const { state, pack } = run;
  const w = words(run);
  const at = (moment: number | undefined): string | undefined =>
    moment === undefined ? undefined : isoText(run, moment);
  const due = (moment: number | undefined): string | undefined =>
    moment === undefined ? undefined : dueText(run, moment);
  return defined({
    no: run.no,
    pack: `${pack.title} (${pack.id}@${pack.version})`,
    category: own(pack.categories, state.category)?.title ?? state.category,
    stage: w[state.stage],
    level: levelTitle(run, state.level),
    class: pack.classes.find((one) => one.class === state.class)?.title ?? state.class,
    unit: unitTitle(run, state.unit),
    handler: state.handler,
    overdue: isOverdueNow(state),
    nextDue: due(nextDueAt(state)),
    nextDueAt: at(nextDueAt(state)),
    registeredAt: at(state.registeredAt),
    acceptedAt: at(state.acceptedAt),
    resolvedAt: at(state.resolvedAt),
    closedAt: at(state.closedAt),
    promisedAt: at(state.promisedAt),
    pausedSince: at(state.paused?.since),
    outcome: state.outcome,
    fields: shownFields(run, pack.fields, state.fields),
    steps: Object.entries(state.steps).map(([id, { count, lastAt, fields }]) => ({
      step: actionTitle(run, id),
      count,
      lastAt: at(lastAt),
      fields: shownFields(run, own(pack.actions, id)?.fields ?? {}, fields),
    })),
    clocks: state.clocks.map(
      ({ clock, occurrence, rule, status, startedAt, dueAt, targetAt, stoppedAt, provisional }) =>
        defined({
          clock,
          occurrence,
          title: clockTitle(run, clock),
          rule,
          status: w[status],
          due: due(dueAt),
          dueAt: at(dueAt),
          targetAt: at(targetAt),
          startedAt: at(startedAt),
          stoppedAt: at(stoppedAt),
          provisional,
        }),
    ),
    dispatches: state.dispatches.map(({ id, department, status, dispatchedAt, answeredAt }) =>
      defined({
        id,
        department: unitTitle(run, department),
        status: w.dispatch[status],
        dispatchedAt: at(dispatchedAt),
        answeredAt: at(answeredAt),
      }),
    ),
    approvals: state.approvals.map(({ request, approval, action, fields, status, requester, givenBy }) => ({
      request,
      approval: own(pack.approvals, approval)?.title ?? approval,
      action: actionTitle(run, action),
      fields: shownFields(run, own(pack.actions, action)?.fields ?? {}, fields),
      status: w.approval[status],
      requester: requester.id,
      givenBy,
    })),
  });
}

/** Why a clock is due when it is, in the same form; `null` for one that the case never had. */
export function presentClock(run: CaseRun, clock: string, occurrence?: number): Shown | null {
  const found = explainClock(run.pack, run.state, clock, occurrence);
  if (found === undefined) return null;
  const { startedAt, dueAt, segments, status, ...rest } = found;
  return {
    ...rest,
    status: words(run)[status],
    startedAt: isoText(run, startedAt),
    dueAt: isoText(run, dueAt),
    due: dueText(run, dueAt),
    segments: segments.map(({ from, to, reason, ...segment }) => ({
      from: isoText(run, from),
      to: isoText(run, to),
      reason: SEGMENT_REASONS[reason][run.pack.locale ?? 'zh'],
      ...segment,
    })),
  };
}

function shownFields(run: CaseRun, defs: Readonly<Record<string, FieldDef>>, values: FieldValues): Shown {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const def = own(defs, name);
      if (def === undefined) return [name, value];
      if (def.type === 'instant' && typeof value === 'number') return [def.title, instantText(run, name, value)];
      if (def.type === 'unit' || def.type === 'units')
        return [
          def.title,
          [value]
            .flat()
            .map((unit) => unitTitle(run, String(unit)))
            .join(words(run).comma),
        ];
      return [def.title, formatField(def, value, run.base)];
    }),
  );
}

/** By when, where a clock goes by the field. */
function instantText(run: CaseRun, name: string, at: number): string {
  const isDue = run.pack.clocks.some(({ limit }) => limit.kind === 'field' && limit.field === name);
  return isDue ? dueText(run, at) : momentText(run, at);
}
