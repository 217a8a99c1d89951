import type { z } from 'zod';
import type { ComplaintView, listItemSchema, triedSchema } from '../../contracts/http/httpComplaint.ts';
import type { Actor } from '../../domain/case/event.ts';
import { isOverdue, isProvisionalCase, nextDueAt } from '../../domain/case/overdue.ts';
import type { CaseState, ClockState } from '../../domain/case/state.ts';
import { allowedActions } from '../../domain/decide/refusalFor.ts';
import { formatField } from '../../domain/fields/parseFields.ts';
import type { FieldDef } from '../../domain/pack/pack.ts';
import { toWallTime, type TimeBase } from '../../domain/time/timeBase.ts';
import { own } from '../../domain/values/own.ts';
import type { Locale } from '../../language/bilingual.ts';
import type { RegisteredPack } from '../../client/packRegistry.ts';
import { named, type Names } from '../../store/people/namesOf.ts';
import type { CaseView } from '../../store/readModel/caseView.ts';
import { PackLabels } from './packLabels.ts';

/** Case time as ISO 8601 of wall clock time. */
export function moment(base: TimeBase, at: number): string;
export function moment(base: TimeBase, at: number | undefined): string | null;
export function moment(base: TimeBase, at: number | undefined): string | null {
  return at === undefined ? null : new Date(toWallTime(base, at)).toISOString();
}

export function presentListItem({
  no,
  pack,
  base,
  state,
}: Pick<CaseView, 'no' | 'pack' | 'base' | 'state'>): z.infer<typeof listItemSchema> {
  const { object, stage, level, unit, category } = state;
  return {
    no,
    pack,
    object,
    stage,
    class: state.class,
    level,
    unit,
    handler: state.handler ?? null,
    channel: state.channels[0] ?? '',
    category,
    registeredAt: moment(base, state.registeredAt),
    importedAt: moment(base, state.importedAt),
    overdue: isOverdue(state),
    nextDueAt: moment(base, nextDueAt(state)),
    provisional: isProvisionalCase(state),
    calendarVersion: state.calendarVersion ?? null,
    drill: base.speed === 1 ? null : { speed: base.speed },
  };
}

/** In real time: a drill has not begun. */
export function presentTried({ state }: Readonly<{ state: CaseState }>): z.infer<typeof triedSchema> {
  const { stage, level, registeredAt: origin } = state;
  const at = (instant: number | undefined): string | null => moment({ origin, speed: 1 }, instant);
  const times = { nextDueAt: at(nextDueAt(state)), closedAt: at(state.closedAt) };
  return { stage, class: state.class, level, overdue: isOverdue(state), ...times };
}

/** `allowedActions`: of this actor now. `units`: what they are called. */
export function presentView(
  view: CaseView,
  pack: RegisteredPack,
  actor: Actor,
  locale: Locale,
  units: Names,
): ComplaintView {
  const { state, base } = view;
  const labels = new PackLabels(pack.authored, locale);
  return {
    ...presentListItem(view),
    unitLabel: named(units, state.unit),
    receiptCode: view.receiptCode ?? null,
    reference: view.reference ?? null,
    channels: [...state.channels],
    anonymous: state.anonymous,
    fields: presentFields(pack.engine.fields, state.fields, base),
    flags: [...state.flags],
    outcome: state.outcome ?? null,
    acceptedAt: moment(base, state.acceptedAt),
    resolvedAt: moment(base, state.resolvedAt),
    closedAt: moment(base, state.closedAt),
    promisedAt: moment(base, state.promisedAt),
    clocks: state.clocks.map((clock) => presentClock(clock, base, labels)),
    dispatches: state.dispatches.map(({ id, department, status, dispatchedAt, answeredAt, rerouted }) => ({
      id,
      department,
      label: named(units, department),
      status,
      dispatchedAt: moment(base, dispatchedAt),
      answeredAt: moment(base, answeredAt),
      rerouted,
    })),
    approvals: state.approvals.map(({ request, approval, action, status, needed, givenBy, requester }) => ({
      request,
      approval,
      action,
      status,
      needed,
      given: givenBy.length,
      requester: requester.id,
    })),
    links: [
      ...state.links.map(({ no, kind }) => ({ no, kind })),
      ...(state.absorbed ?? []).map((no) => ({ no, kind: 'merged' })),
      ...(state.mergedInto === undefined ? [] : [{ no: state.mergedInto, kind: 'merged-into' }]),
    ],
    allowedActions: allowedActions(pack.engine, state, actor).map(({ id, def }) => ({
      id,
      label: labels.action(id),
      fields: Object.entries(def.fields ?? {}).map(([name, { type, required = false, list }]) => ({
        name,
        label: labels.field(id, name),
        type,
        required,
        options: labels.options(list),
      })),
    })),
    seq: state.seq,
  };
}

export function presentClock(clock: ClockState, base: TimeBase, labels: PackLabels): ComplaintView['clocks'][number] {
  const { clock: id, rule, occurrence, status, provisional = false, calendarAdjusted = false, monitor = false } = clock;
  return {
    id,
    rule,
    occurrence,
    label: labels.clock(id),
    status,
    startedAt: moment(base, clock.startedAt),
    targetAt: moment(base, clock.targetAt),
    dueAt: moment(base, clock.dueAt),
    dueLabel: labels.due(base, clock.dueAt),
    stoppedAt: moment(base, clock.stoppedAt),
    provisional,
    calendarVersion: clock.calendarVersion ?? null,
    calendarAdjusted,
    monitor,
  };
}

/** In outside form. */
export function presentFields(
  defs: Readonly<Record<string, FieldDef>>,
  values: CaseState['fields'],
  base: TimeBase,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const def = own(defs, name);
      return [name, def === undefined ? value : formatField(def, value, base)];
    }),
  );
}
