import { TRIGGER_EVENTS } from '../../domain/pack/clockDef.ts';
import { parseMoney } from '../../domain/fields/money.ts';
import type { EnginePack } from '../../domain/pack/pack.ts';
import { own } from '../../domain/values/own.ts';
import type { Locale } from '../../language/bilingual.ts';
import { calendarDays, type CalendarLibrary } from '../calendar/calendarLibrary.ts';
import type { AuthoredLimit, AuthoredTrigger } from '../schema/clockSchema.ts';
import { editableFields } from '../schema/editableFields.ts';
import { LIFECYCLE_ACTIONS, OPEN } from '../schema/lifecycleActions.ts';
import { limitOf } from '../schema/limitOf.ts';
import { listOf } from '../schema/listOf.ts';
import type { AuthoredPack } from '../schema/packSchema.ts';
import { rungsOf } from '../schema/rungsOf.ts';
import { packHash } from './packHash.ts';

type Clock = AuthoredPack['clocks'][string];
type Entries = Readonly<Record<string, unknown>>;

/**
 * What the rules need of a checked pack, in one language. Without a library it has no calendar, and cases bring their
 * own. Throws when the library lacks the calendar.
 */
export function resolveEngine(pack: AuthoredPack, locale: Locale, calendars?: CalendarLibrary): EnginePack {
  const { extends: _extends, steps: _steps, messages: _messages, scripts: _scripts, basis: _basis, ...others } = pack;
  const { closeOfBusiness: _close, retention: _retention, fallbackAfter: _after, calendar, repeat, ...rules } = others;
  const engine = {
    ...rules,
    hash: packHash(pack),
    locale: locale === 'zh' ? undefined : locale,
    channels: mapValues(pack.channels, ({ rule: _rule, ...channel }) => channel),
    lists: mapValues(pack.lists, Object.keys),
    actions: actionsOf(pack),
    clocks: Object.entries(pack.clocks).map(([id, clock]) => clockOf(pack, id, clock)),
    ladders: Object.fromEntries(
      Object.entries(pack.clocks).map(([id, clock]) => [ladderOf(id, clock), rungs(pack, clock)]),
    ),
    approvals: mapValues(pack.approvals, ({ cap, ...approval }) => ({
      ...approval,
      cap: cap && { ...cap, limits: cap.limits.map((row) => ({ ...row, max: parseMoney(row.max) ?? 0 })) },
    })),
    calendar: calendar && calendars && calendarDays(calendars, listOf(calendar)),
    pauses: pack.pauses && mapValues(pack.pauses, (pause) => ({ ...pause, max: limitIn(pack, pause.max) })),
    routing: pack.routing?.map(({ assign, ...row }) => ({
      ...row,
      ...(typeof assign === 'string' ? { role: assign } : assign),
    })),
    repeat: repeat?.escalate && { escalate: repeat.escalate },
    notices: pack.notices.map((notice) => ({ ...notice, on: triggerOf(notice.on) })),
  };
  return inLocale(engine, locale) as EnginePack;
}

function actionsOf(pack: AuthoredPack): Entries {
  const actions: Record<string, unknown> = {};
  const extendable = Object.values(pack.clocks).some((clock) => clock.extendable !== undefined);
  for (const [id, granted] of Object.entries(pack.actions)) {
    const builtIn = own(LIFECYCLE_ACTIONS, id);
    if (builtIn === undefined) continue;
    const fields: Record<string, unknown> = id === 'edit' ? corrected(pack) : {};
    for (const [name, { needsList, ...field }] of Object.entries(builtIn.fields)) {
      const override = own(granted.fields, name);
      if (needsList === true && override?.list === undefined) continue;
      // Without a moment, the extension is as long as the pack allows.
      const otherwise = extendable && id === 'extend' && name === 'until' ? { required: false } : {};
      fields[name] = { ...field, ...override, ...otherwise };
    }
    const { title, from } = builtIn;
    actions[id] = { title, from, ...granted, kind: 'lifecycle', fields: filled(fields) };
  }
  for (const [id, step] of Object.entries(pack.steps))
    actions[id] = { from: OPEN, ...step, kind: 'step', fields: filled(step.fields ?? {}) };
  return actions;
}

/** A correction says what it corrects: nothing is filled in, nothing is required. */
function corrected(pack: AuthoredPack): Record<string, unknown> {
  return mapValues(editableFields(pack), ({ default: _default, required: _required, ...field }) => field);
}

function filled(fields: Entries): Entries | undefined {
  return Object.keys(fields).length === 0 ? undefined : fields;
}

function clockOf(pack: AuthoredPack, id: string, clock: Clock): Entries {
  const { warn: _warn, start, stop, cancel, limit, target, from, extendable, ...others } = clock;
  return {
    id,
    ...others,
    start: listOf<AuthoredTrigger>(start).map(triggerOf),
    stop: listOf<AuthoredTrigger>(stop).map(triggerOf),
    cancel: cancel && listOf<AuthoredTrigger>(cancel).map(triggerOf),
    limit: limitOf(pack, limit),
    target: limitIn(pack, target),
    from: from && 'field' in from ? from.field : undefined,
    fromEvent: from && 'event' in from ? from.event : undefined,
    extendable: extendable && {
      ...extendable,
      by: limitOf(pack, extendable.by),
      within: limitIn(pack, extendable.within),
    },
    ladder: ladderOf(id, clock),
  };
}

/** With warnings of its own, a clock has its own ladder. */
function ladderOf(id: string, { ladder, warn }: Clock): string {
  return warn === undefined ? ladder : `${id}!`;
}

function rungs(pack: AuthoredPack, { ladder, warn = [] }: Clock): readonly unknown[] {
  const warnings = warn.map(({ percent, time, notify, message = 'warning' }) => ({
    id: `${percent}%`,
    at: { kind: 'percent', percent, time },
    notify,
    message,
  }));
  return [...warnings, ...(own(pack.ladders, ladder) ?? []).flatMap(rungsOf)];
}

function limitIn(pack: AuthoredPack, limit: AuthoredLimit | undefined): ReturnType<typeof limitOf> | undefined {
  return limit && limitOf(pack, limit);
}

function triggerOf(trigger: AuthoredTrigger): Entries {
  if (typeof trigger === 'string')
    return TRIGGER_EVENTS.some((event) => event === trigger) ? { on: trigger } : { on: 'step', step: trigger };
  if (!('event' in trigger)) return { on: 'step', ...trigger };
  const { event, ...others } = trigger;
  return { on: event, ...others };
}

function mapValues<T>(record: Readonly<Record<string, T>>, change: (value: T) => unknown): Entries {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}

/** Without undefined values: it travels with every case. */
function inLocale(value: unknown, locale: Locale): unknown {
  if (Array.isArray(value)) return value.map((one) => inLocale(one, locale));
  if (typeof value !== 'object' || value === null) return value;
  if ('zh' in value && typeof value.zh === 'string') return own(value as Entries, locale);
  const parts = Object.entries(value).filter(([, part]) => part !== undefined);
  return Object.fromEntries(parts.map(([key, part]) => [key, inLocale(part, locale)]));
}
