/**
 * From the pack as written to the part that the rules need, in one language. Settings that say nothing are left out: it
 * travels with every case.
 */

import type { ClockDef, RungDef, Trigger, TriggerName } from '../../domain/pack/clockDef.ts';
import type { ActionDef, EnginePack, FieldDef, NoticeDef } from '../../domain/pack/pack.ts';
import { parseMoney } from '../../domain/fields/money.ts';
import { own } from '../../domain/values/own.ts';
import type { Bilingual } from '../../language/bilingual.ts';
import type { Locale } from '../../language/locale.ts';
import { listOf } from '../schema/listOf.ts';
import { EVENTS, type AuthoredTrigger } from '../schema/clockSchema.ts';
import { calendarDays, type CalendarLibrary } from '../calendar/calendarLibrary.ts';
import { LIFECYCLE_ACTIONS } from '../schema/lifecycleActions.ts';
import { limitOf } from '../schema/limitOf.ts';
import type { AuthoredField, AuthoredPack } from '../schema/packSchema.ts';
import { packHash } from './packHash.ts';
import { rungId } from '../schema/rungAt.ts';
import { rungsOf } from '../schema/rungsOf.ts';

/**
 * The engine part of a checked pack, with every year of its calendar. Without a library it has no calendar, and a case
 * brings its own. Throws when the library lacks one that the pack names.
 */
export function resolveEngine(pack: AuthoredPack, locale: Locale, calendars?: CalendarLibrary): EnginePack {
  const title = (one: { readonly title: Bilingual }): string => one.title[locale];
  const engine = compact({
    id: pack.id,
    version: pack.version,
    hash: packHash(pack),
    title: title(pack),
    locale: locale === 'zh' ? undefined : locale,
    timezone: pack.timezone,
    window: pack.window,
    objects: pack.objects,
    acceptance: pack.acceptance,
    levels: pack.levels.map((level) => ({ id: level.id, title: title(level) })),
    roles: mapValues(pack.roles, (role) => ({ ...role, title: title(role) })),
    channels: mapValues(pack.channels, ({ rule: _rule, ...channel }) => ({ ...channel, title: title(channel) })),
    fields: mapValues(pack.fields, (field) => fieldOf(field, locale)),
    lists: mapValues(pack.lists, (list) => Object.keys(list)),
    categories: mapValues(pack.categories, (category) => ({ ...category, title: title(category) })),
    actions: actionsOf(pack, locale),
    clocks: Object.entries(pack.clocks).map(([id, clock]) => clockOf(pack, id, clock, locale)),
    ladders: laddersOf(pack),
    approvals: mapValues(pack.approvals, (approval) => approvalOf(approval, locale)),
    classes: pack.classes.map((row) => ({ ...row, title: title(row) })),
    calendar:
      pack.calendar === undefined || calendars === undefined
        ? undefined
        : calendarDays(calendars, listOf(pack.calendar)),
    businessHours: pack.businessHours,
    pauses:
      pack.pauses === undefined
        ? undefined
        : mapValues(pack.pauses, (pause) => ({
            ...pause,
            title: title(pause),
            max: pause.max === undefined ? undefined : limitOf(pack, pause.max),
          })),
    access: pack.access,
    routing: pack.routing?.map(({ assign, ...row }) => ({
      ...row,
      ...(typeof assign === 'string' ? { role: assign } : (assign ?? {})),
    })),
    repeat: pack.repeat?.escalate === undefined ? undefined : { escalate: pack.repeat.escalate },
    representatives: pack.representatives,
    notices: pack.notices.map((notice): NoticeDef => ({ ...notice, on: triggersOf(notice.on)[0] as Trigger })),
  }) as EnginePack;
  return { ...engine, fields: engine.fields ?? {} };
}

function fieldOf(field: AuthoredField, locale: Locale): FieldDef {
  return { ...field, title: field.title[locale] } as FieldDef;
}

function actionsOf(pack: AuthoredPack, locale: Locale): Record<string, ActionDef> {
  const actions: Record<string, ActionDef> = {};
  for (const [id, granted] of Object.entries(pack.actions)) {
    const builtIn = own(LIFECYCLE_ACTIONS, id);
    if (builtIn === undefined) continue;
    const fields: Record<string, FieldDef> = id === 'edit' ? editableFields(pack, locale) : {};
    for (const [name, { needsList, title, ...def }] of Object.entries(builtIn.fields)) {
      const { title: retitled, ...override } = own(granted.fields, name) ?? {};
      if (needsList === true && override.list === undefined) continue;
      fields[name] = { ...def, ...override, title: (retitled ?? title)[locale] } as FieldDef;
    }
    // Where the pack says how far a clock may be extended, that is the extension when no moment is named.
    if (
      id === 'extend' &&
      fields['until'] !== undefined &&
      Object.values(pack.clocks).some((clock) => clock.extendable !== undefined)
    )
      fields['until'] = { ...fields['until'], required: false };
    actions[id] = {
      ...rest(granted),
      kind: 'lifecycle',
      title: (granted.title ?? builtIn.title)[locale],
      from: granted.from ?? builtIn.from,
      fields,
    } as unknown as ActionDef;
  }
  for (const [id, step] of Object.entries(pack.steps)) {
    const fields = mapValues(step.fields ?? {}, (field) => fieldOf(field, locale));
    actions[id] = {
      ...rest(step),
      kind: 'step',
      title: step.title[locale],
      from: step.from ?? ['registered', 'accepted'],
      fields,
    } as unknown as ActionDef;
  }
  return actions;
}

function rest<T extends { readonly title?: unknown; readonly fields?: unknown; readonly from?: unknown }>(
  action: T,
): Omit<T, 'title' | 'fields' | 'from'> {
  const { title: _title, fields: _fields, from: _from, ...others } = action;
  return others;
}

/** Intake fields may be corrected; a promise has an action of its own, and whose complaint it is does not change. */
function editableFields(pack: AuthoredPack, locale: Locale): Record<string, FieldDef> {
  const editable = Object.entries(pack.fields).filter(
    ([id, field]) => id !== 'promisedAt' && field.on === undefined && field.type !== 'note',
  );
  return Object.fromEntries(
    editable.map(([id, field]) => {
      const { default: _default, required: _required, ...def } = fieldOf(field, locale);
      return [id, def];
    }),
  );
}

function clockOf(pack: AuthoredPack, id: string, clock: AuthoredPack['clocks'][string], locale: Locale): ClockDef {
  const { title, warn, ladder, start, stop, cancel, limit, target, from, extendable, ...others } = clock;
  return {
    id,
    ...others,
    title: title[locale],
    start: listOf<AuthoredTrigger>(start).flatMap(triggersOf),
    stop: listOf<AuthoredTrigger>(stop).flatMap(triggersOf),
    ...(cancel === undefined ? {} : { cancel: listOf<AuthoredTrigger>(cancel).flatMap(triggersOf) }),
    limit: limitOf(pack, limit),
    ...(target === undefined ? {} : { target: limitOf(pack, target) }),
    ...(from === undefined ? {} : 'field' in from ? { from: from.field } : { fromEvent: from.event }),
    ...(extendable === undefined
      ? {}
      : {
          extendable: {
            ...extendable,
            by: limitOf(pack, extendable.by),
            ...(extendable.within === undefined ? {} : { within: limitOf(pack, extendable.within) }),
          },
        }),
    // A clock with warnings of its own has a ladder of its own.
    ladder: warn === undefined ? ladder : ownLadder(id),
  } as ClockDef;
}

function ownLadder(clock: string): string {
  return `${clock}!`;
}

function laddersOf(pack: AuthoredPack): Record<string, readonly RungDef[]> {
  const ladders: Record<string, readonly RungDef[]> = {};
  for (const [id, clock] of Object.entries(pack.clocks)) {
    const rungs = (own(pack.ladders, clock.ladder) ?? []).flatMap(rungsOf);
    const warnings = (clock.warn ?? []).map((one): RungDef => {
      const at = { kind: 'percent', percent: one.percent } as const;
      return { id: rungId(at), at, notify: one.notify, message: one.message ?? 'warning' };
    });
    ladders[warnings.length === 0 ? clock.ladder : ownLadder(id)] = [...warnings, ...rungs];
  }
  return ladders;
}

function triggersOf(trigger: AuthoredTrigger): Trigger[] {
  if (typeof trigger === 'string')
    return [
      (EVENTS as readonly string[]).includes(trigger) ? { on: trigger as TriggerName } : { on: 'step', step: trigger },
    ];
  if ('event' in trigger) {
    const { event, ...others } = trigger;
    return [{ on: event, ...others } as Trigger];
  }
  return [{ on: 'step', ...trigger } as Trigger];
}

function approvalOf(approval: AuthoredPack['approvals'][string], locale: Locale): Record<string, unknown> {
  const { cap, ...others } = approval;
  const limits = cap?.limits.map((row) => ({ ...row, max: parseMoney(row.max) ?? 0 }));
  return { ...others, title: approval.title[locale], ...(cap === undefined ? {} : { cap: { ...cap, limits } }) };
}

function mapValues<T, U>(record: Readonly<Record<string, T>>, change: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}

/** Without what is undefined, false or an empty set of fields: absent says the same. */
function compact(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(compact);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, part]) =>
      part === undefined || (key === 'fields' && isEmpty(part)) ? [] : [[key, compact(part)]],
    ),
  );
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
