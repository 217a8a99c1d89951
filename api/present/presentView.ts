import type { ComplaintView } from '../../contracts/httpComplaint.ts';
import type { Actor } from '../../domain/case/actor.ts';
import { allowedActions } from '../../domain/decide/can.ts';
import { isOverdue, isProvisionalCase, nextDueAt } from '../../domain/case/overdue.ts';
import { own } from '../../domain/values/own.ts';
import type { ActionDef, EnginePack, FieldDef } from '../../domain/pack/pack.ts';
import { formatField } from '../../domain/fields/parseFields.ts';
import type { CaseState, ClockState } from '../../domain/case/state.ts';
import { toWallTime, type TimeBase } from '../../domain/time/timeBase.ts';
import type { Locale } from '../../language/locale.ts';
import type { CaseView } from '../../store/readModel/caseView.ts';
import { PackLabels } from './packLabels.ts';
import type { RegisteredPack } from '../../client/packRegistry.ts';

/** A moment of a case (case time) as clients see it: the wall clock, ISO 8601. */
export function moment(base: TimeBase, at: number): string;
export function moment(base: TimeBase, at: number | undefined): string | null;
export function moment(base: TimeBase, at: number | undefined): string | null {
  return at === undefined ? null : new Date(toWallTime(base, at)).toISOString();
}

/** The view of one case for somebody: `allowedActions` are what they may do now. */
export function presentView(view: CaseView, pack: RegisteredPack, actor: Actor, locale: Locale): ComplaintView {
  const { state, base } = view;
  const labels = new PackLabels(pack.authored, locale);
  return {
    no: view.no,
    receiptCode: view.receiptCode ?? null,
    pack: view.pack,
    object: state.object,
    stage: state.stage,
    class: state.class,
    level: state.level,
    unit: state.unit,
    handler: state.handler ?? null,
    channel: state.channels[0] ?? '',
    channels: [...state.channels],
    category: state.category,
    anonymous: state.anonymous,
    fields: presentFields(pack.engine.fields, state.fields, base),
    flags: [...state.flags],
    outcome: state.outcome ?? null,
    registeredAt: moment(base, state.registeredAt),
    acceptedAt: moment(base, state.acceptedAt),
    resolvedAt: moment(base, state.resolvedAt),
    closedAt: moment(base, state.closedAt),
    promisedAt: moment(base, state.promisedAt),
    overdue: isOverdue(state),
    nextDueAt: moment(base, nextDueAt(state)),
    provisional: isProvisionalCase(state),
    calendarVersion: state.calendarVersion ?? null,
    clocks: state.clocks.map((clock) => presentClock(clock, base, labels)),
    dispatches: state.dispatches.map((one) => ({
      id: one.id,
      department: one.department,
      status: one.status,
      dispatchedAt: moment(base, one.dispatchedAt),
      answeredAt: moment(base, one.answeredAt),
      rerouted: one.rerouted,
    })),
    approvals: state.approvals.map((one) => ({
      request: one.request,
      approval: one.approval,
      action: one.action,
      status: one.status,
      needed: one.needed,
      given: one.givenBy.length,
      requester: one.requester.id,
    })),
    links: [
      ...state.links.map((link) => ({ ...link })),
      ...(state.absorbed ?? []).map((no) => ({ no, kind: 'merged' })),
      ...(state.mergedInto === undefined ? [] : [{ no: state.mergedInto, kind: 'merged-into' }]),
    ],
    allowedActions: presentActions(pack.engine, state, actor, labels),
    seq: state.seq,
    drill: base.speed === 1 ? null : { speed: base.speed },
  };
}

/** What a list shows of a case. */
export function presentListItem(
  one: Pick<CaseView, 'no' | 'pack' | 'base' | 'state'>,
): Pick<
  ComplaintView,
  | 'no'
  | 'pack'
  | 'object'
  | 'stage'
  | 'class'
  | 'level'
  | 'unit'
  | 'handler'
  | 'channel'
  | 'category'
  | 'registeredAt'
  | 'overdue'
  | 'nextDueAt'
  | 'provisional'
  | 'calendarVersion'
  | 'drill'
> {
  const { no, pack, base, state } = one;
  return {
    no,
    pack,
    object: state.object,
    stage: state.stage,
    class: state.class,
    level: state.level,
    unit: state.unit,
    handler: state.handler ?? null,
    channel: state.channels[0] ?? '',
    category: state.category,
    registeredAt: moment(base, state.registeredAt),
    overdue: isOverdue(state),
    nextDueAt: moment(base, nextDueAt(state)),
    provisional: isProvisionalCase(state),
    calendarVersion: state.calendarVersion ?? null,
    drill: base.speed === 1 ? null : { speed: base.speed },
  };
}

export function presentClock(clock: ClockState, base: TimeBase, labels: PackLabels): ComplaintView['clocks'][number] {
  return {
    id: clock.clock,
    ...(clock.rule === undefined ? {} : { rule: clock.rule }),
    occurrence: clock.occurrence,
    label: labels.clock(clock.clock),
    status: clock.status,
    startedAt: moment(base, clock.startedAt),
    targetAt: moment(base, clock.targetAt),
    dueAt: moment(base, clock.dueAt),
    stoppedAt: moment(base, clock.stoppedAt),
    provisional: clock.provisional ?? false,
    calendarVersion: clock.calendarVersion ?? null,
    calendarAdjusted: clock.calendarAdjusted ?? false,
    monitor: clock.monitor ?? false,
  };
}

/** Typed values in their outside form. */
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

function presentActions(
  pack: EnginePack,
  state: CaseState,
  actor: Actor,
  labels: PackLabels,
): ComplaintView['allowedActions'] {
  return allowedActions(pack, state, actor).map(({ id, def }) => ({
    id,
    label: labels.action(id),
    fields: presentDefs(id, def, labels),
  }));
}

function presentDefs(
  action: string,
  def: ActionDef,
  labels: PackLabels,
): ComplaintView['allowedActions'][number]['fields'] {
  return Object.entries(def.fields ?? {}).map(([name, field]) => {
    const options = labels.options(field.list);
    return {
      name,
      label: labels.field(action, name),
      type: field.type,
      required: field.required ?? false,
      ...(options === undefined ? {} : { options: [...options] }),
    };
  });
}
