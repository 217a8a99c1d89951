import type { RegisteredPack } from '../../client/packRegistry.ts';
import type { TimelineItem } from '../../contracts/httpComplaint.ts';
import type { CaseEvent, FieldValues, RecordedEvent } from '../../domain/case/event.ts';
import { isHidden, isHiddenRepeat, knownData, type KnownCases } from '../../domain/case/namedCases.ts';
import { plannedRungs } from '../../domain/clocks/plannedRungs.ts';
import type { EnginePack, FieldDef } from '../../domain/pack/pack.ts';
import type { TimeBase } from '../../domain/time/timeBase.ts';
import { defined, own } from '../../domain/values/own.ts';
import type { Bilingual, Locale } from '../../language/bilingual.ts';
import { say } from '../../language/phrase.ts';
import type { CaseView } from '../../store/readModel/caseView.ts';
import { PackLabels } from './packLabels.ts';
import { moment, presentFields } from './presentView.ts';

const EVENTS: Readonly<Record<CaseEvent['type'], Bilingual>> = {
  CaseRegistered: { zh: '登记', en: 'Registered' },
  CaseAccepted: { zh: '受理', en: 'Accepted' },
  CaseRefused: { zh: '不予受理', en: 'Refused' },
  HandlerAssigned: { zh: '指派', en: 'Assigned' },
  DepartmentDispatched: { zh: '派单', en: 'Dispatched' },
  DispatchAnswered: { zh: '部门答复', en: 'Dispatch answered' },
  DispatchRerouted: { zh: '转派', en: 'Dispatch re-routed' },
  DispatchRefused: { zh: '部门退回', en: 'Dispatch refused' },
  DispatchRefusalRuled: { zh: '裁定退回', en: 'Refusal ruled on' },
  LevelChanged: { zh: '层级变更', en: 'Level changed' },
  CaseResolved: { zh: '办结', en: 'Resolved' },
  CaseClosed: { zh: '关闭', en: 'Closed' },
  CaseReopened: { zh: '重新打开', en: 'Reopened' },
  CaseWithdrawn: { zh: '撤诉', en: 'Withdrawn' },
  CaseMerged: { zh: '并入另案', en: 'Merged into another case' },
  CaseAbsorbed: { zh: '另案并入', en: 'Another case merged into this one' },
  ClassFrozen: { zh: '口径冻结', en: 'Class frozen' },
  ClassAdjusted: { zh: '口径调整(冻结后)', en: 'Class adjusted after the freeze' },
  PackMigrated: { zh: '规则版本迁移', en: 'Moved to another version of the rules' },
  AccessSet: { zh: '知悉范围变更', en: 'Access changed' },
  ClockRevived: { zh: '继续原计时', en: 'Clock goes on' },
  ClocksPaused: { zh: '暂停计时', en: 'Clocks paused' },
  ClocksResumed: { zh: '恢复计时', en: 'Clocks resumed' },
  PauseMoved: { zh: '暂停上限重算', en: 'End of the longest pause counted again' },
  PromiseMade: { zh: '承诺办结时限', en: 'Completion promised' },
  CategoryChanged: { zh: '类别调整', en: 'Category changed' },
  ChannelAdded: { zh: '补登渠道', en: 'Channel added' },
  CaseLinked: { zh: '关联投诉', en: 'Linked' },
  FieldsEdited: { zh: '信息修改', en: 'Edited' },
  CommentAdded: { zh: '备注', en: 'Comment' },
  StepRecorded: { zh: '步骤', en: 'Step' },
  ApprovalRequested: { zh: '申请审批', en: 'Approval requested' },
  ApprovalGiven: { zh: '同意', en: 'Approved by one' },
  ApprovalRejected: { zh: '不同意', en: 'Approval rejected' },
  ApprovalCompleted: { zh: '审批完成', en: 'Approval complete' },
  ActionRefused: { zh: '请求被规则拒绝', en: 'Request refused by the rules' },
  EngineStopped: { zh: '引擎曾被停止', en: 'The engine had been stopped' },
  ClassChanged: { zh: '口径变更', en: 'Class changed' },
  CalendarPublished: { zh: '日历公布', en: 'Calendar published' },
  ClosureOrdered: { zh: '停业令', en: 'Closed by order' },
  ClosureLifted: { zh: '撤销停业令', en: 'Closure lifted' },
  ClockStarted: { zh: '开始计时', en: 'Clock started' },
  ClockMoved: { zh: '到期时刻变更', en: 'Due moment moved' },
  ClockStopped: { zh: '计时结束', en: 'Clock stopped' },
  ClockCancelled: { zh: '计时取消', en: 'Clock cancelled' },
  ClockMissed: { zh: '超时', en: 'Lapsed' },
  RungFired: { zh: '通知', en: 'Told' },
};

/** In time order. `known`: other cases that the reader may see. */
export function presentTimeline(
  { base, state }: CaseView,
  { engine, authored }: RegisteredPack,
  events: readonly RecordedEvent[],
  notes: ReadonlyMap<string, Readonly<{ field: string; text: string }>>,
  locale: Locale,
  known: KnownCases,
): readonly TimelineItem[] {
  const labels = new PackLabels(authored, locale);
  const unruled = isHiddenRepeat(events, known);
  const past = events
    .filter((event) => !isHidden(event, known))
    .map((event): TimelineItem => {
      const { at, seq, type, actor, occurredAt } = event;
      const prose = (event.notes ?? []).flatMap((id) => notes.get(id) ?? []);
      const data = presentData(event, base, engine, known);
      // The rule of the class would reveal an earlier case.
      if (unruled && (type === 'ClassChanged' || type === 'ClassAdjusted')) delete data['rule'];
      return {
        at: moment(base, at),
        kind: 'event',
        label: labelOf(event, labels),
        seq,
        type,
        actor: { id: actor.id, unit: actor.unit, roles: [...actor.roles] },
        data,
        ...(occurredAt !== undefined && { occurredAt: moment(base, occurredAt) }),
        ...(prose.length > 0 && { notes: prose }),
      };
    });
  const planned = plannedRungs(engine, state).map((planning): TimelineItem => {
    const { at, clock, occurrence, rung, notify, escalate, provisional = false, calendarVersion = null } = planning;
    return {
      at: moment(base, at),
      kind: 'planned',
      label: labelOfRung(planning, labels),
      clock,
      occurrence,
      rung,
      notify: [...notify],
      provisional,
      calendarVersion,
      ...defined({ escalate }),
    };
  });
  return [...past, ...planned];
}

function labelOfRung(
  { clock, notify }: Readonly<{ clock: string; notify: readonly string[] }>,
  labels: PackLabels,
): string {
  return `${labels.clock(clock)} → ${notify.map((role) => labels.role(role)).join(', ')}`;
}

function labelOf(event: RecordedEvent, labels: PackLabels): string {
  const name = EVENTS[event.type][labels.locale];
  const of = (detail: string): string => `${name} · ${detail}`;
  switch (event.type) {
    case 'ClockStarted':
    case 'ClockMoved':
    case 'ClockStopped':
    case 'ClockCancelled':
    case 'ClockMissed':
      return of(labels.clock(event.data.clock));
    case 'PackMigrated':
      return of(`${event.data.from.version} → ${event.data.to.version}`);
    case 'RungFired':
      return of(labelOfRung(event.data, labels));
    case 'StepRecorded':
      return labels.action(event.data.step);
    case 'LevelChanged':
      return of(`${labels.level(event.data.from)} → ${labels.level(event.data.to)}`);
    case 'ClassChanged':
    case 'ClassAdjusted':
      return of(labels.class(event.data.to));
    case 'ActionRefused':
      return of(`${labels.action(event.data.action)}: ${say(event.data, labels.locale)}`);
    case 'ApprovalRequested':
      return of(labels.approval(event.data.approval));
    case 'CategoryChanged':
      return of(labels.category(event.data.to));
    case 'DepartmentDispatched':
      return of(event.data.department);
    case 'CaseResolved':
      return event.data.outcome === undefined ? name : of(labels.code(event.data.outcome));
    default:
      return name;
  }
}

const MOMENTS = ['startedAt', 'dueAt', 'targetAt', 'promisedAt', 'until'];

/**
 * Moments as wall clock time and fields in outside form, without internal data (how a due moment is counted, days,
 * clocks of a migration).
 */
function presentData(
  event: RecordedEvent,
  base: TimeBase,
  pack: EnginePack,
  known: KnownCases,
): Record<string, unknown> {
  const { because: _, requester: _1, moves: _2, ...data } = knownData(pack, event, known);
  if (event.type === 'PackMigrated') for (const name of ['clocks', 'calendar']) delete data[name];
  for (const name of MOMENTS) {
    const at = own(data, name);
    if (typeof at === 'number') data[name] = moment(base, at);
  }
  if (event.type === 'ClockMoved' || event.type === 'PauseMoved')
    Object.assign(data, { from: moment(base, event.data.from), to: moment(base, event.data.to) });
  const defs = fieldsOf(event, pack);
  if (defs !== undefined) data['fields'] = presentFields(defs, (data['fields'] ?? {}) as FieldValues, base);
  return data;
}

function fieldsOf(event: RecordedEvent, pack: EnginePack): Readonly<Record<string, FieldDef>> | undefined {
  switch (event.type) {
    case 'StepRecorded':
      return own(pack.actions, event.data.step)?.fields ?? {};
    case 'ApprovalRequested':
      return own(pack.actions, event.data.action)?.fields ?? {};
    case 'CaseRegistered':
    case 'FieldsEdited':
      return pack.fields;
    default:
      return undefined;
  }
}
