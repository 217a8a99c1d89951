/** Notifications that events owe: of rungs that fired, and by notices of the pack. */

import type { Delivery, Notification } from './delivery.ts';
import type { CaseEvent, RecordedEvent } from '../case/event.ts';
import { factsOf } from '../case/facts.ts';
import { owingDepartments } from './owingDepartments.ts';
import type { EnginePack } from '../pack/pack.ts';
import type { CaseState } from '../case/state.ts';
import { firingFor, firingsOf } from '../clocks/triggers.ts';
import type { TimeBase } from '../time/timeBase.ts';

/**
 * At most one delivery for the events of one decision. What is told together after an outage comes first, the severe
 * clocks before the others. `state` is the case after them.
 */
export function deliveriesOf(
  pack: EnginePack,
  no: string,
  base: TimeBase,
  state: CaseState,
  events: readonly RecordedEvent[],
): readonly Delivery[] {
  const found = events.flatMap((event, index) => [
    ...rungItem(pack, state, event, events[index + 1]),
    ...noticeItems(pack, state, event),
    ...extensionItem(pack, state, event),
  ]);
  const together = found
    .filter((item) => item.coalesced === true)
    .toSorted((a, b) => severityOf(pack, b) - severityOf(pack, a));
  const items = [...together, ...found.filter((item) => item.coalesced !== true)];
  if (items.length === 0) return [];
  return [
    {
      no,
      packHash: pack.hash,
      base,
      items,
      unit: state.unit,
      level: state.level,
      ...(state.handler === undefined ? {} : { handler: state.handler }),
      stage: state.stage,
      category: state.category,
    },
  ];
}

function severityOf(pack: EnginePack, item: Notification): number {
  const [clock] = item.key.split('/');
  return pack.clocks.find((one) => one.id === clock)?.severity ?? 0;
}

function rungItem(
  pack: EnginePack,
  state: CaseState,
  event: RecordedEvent,
  next: CaseEvent | undefined,
): readonly Notification[] {
  if (event.type !== 'RungFired' || event.data.notify.length === 0) return [];
  const { data } = event;
  const def = pack.clocks.find((one) => one.id === data.clock);
  const clock = state.clocks.find((one) => one.clock === data.clock && one.occurrence === data.occurrence);
  const department =
    def?.per === 'dispatch' ? state.dispatches.find((one) => one.id === clock?.subject)?.department : undefined;
  const departments = def?.per === 'dispatch' ? [] : owingDepartments(pack, state, data.notify);
  return [
    {
      key: `${data.clock}/${data.occurrence}/${data.rung}`,
      message: data.message,
      notify: data.notify,
      title: def?.title ?? data.clock,
      ...(def?.rule === undefined ? {} : { rule: def.rule }),
      ...(clock === undefined ? {} : { dueAt: clock.dueAt }),
      ...(clock?.provisional === true ? { provisional: clock.calendarVersion ?? '' } : {}),
      at: event.at,
      lateMs: data.lateMs,
      ...(data.lateBecause === undefined ? {} : { lateBecause: data.lateBecause }),
      ...(data.coalesced === undefined ? {} : { coalesced: data.coalesced }),
      ...(next?.type === 'LevelChanged' && next.data.clock === data.clock ? { escalatedTo: next.data.to } : {}),
      ...(department === undefined ? {} : { department }),
      ...(departments.length === 0 ? {} : { departments }),
    },
  ];
}

function noticeItems(pack: EnginePack, state: CaseState, event: RecordedEvent): readonly Notification[] {
  const firings = firingsOf(event, undefined);
  if (firings.length === 0 || pack.notices.length === 0) return [];
  const facts = factsOf(pack, state);
  return pack.notices.flatMap((notice): readonly Notification[] => {
    const firing = firingFor(notice.on, firings, facts);
    if (firing === undefined) return [];
    const department =
      firing.dispatch === undefined
        ? undefined
        : state.dispatches.find((one) => one.id === firing.dispatch)?.department;
    const key = `notice/${event.seq}/${notice.id}`;
    return [
      {
        key,
        message: notice.message,
        notify: notice.notify,
        title: notice.id,
        at: event.at,
        ...(department === undefined ? {} : { department }),
      },
    ];
  });
}

/** An extension is told to whoever complained, with the new due moment (R1, R2). */
function extensionItem(pack: EnginePack, state: CaseState, event: RecordedEvent): readonly Notification[] {
  if (event.type !== 'ClockMoved' || event.data.reason !== 'extension') return [];
  const { data } = event;
  const def = pack.clocks.find((one) => one.id === data.clock);
  const clock = state.clocks.find((one) => one.clock === data.clock && one.occurrence === data.occurrence);
  const notify = Object.entries(pack.roles).flatMap(([id, role]) => (role.follows === 'complainant' ? [id] : []));
  if (def?.extendable?.notice === undefined || notify.length === 0) return [];
  return [
    {
      key: `${data.clock}/${data.occurrence}/extension-${event.seq}`,
      message: def.extendable.notice,
      notify,
      title: def.title,
      ...(def.rule === undefined ? {} : { rule: def.rule }),
      dueAt: data.to,
      ...(clock?.provisional === true ? { provisional: clock.calendarVersion ?? '' } : {}),
      at: event.at,
    },
  ];
}
