/** Who complains when, of what, and what is done about it: the same for the same seed. */

import type { Actor } from '../../domain/case/event.ts';
import { parseDuration } from '../../domain/time/duration.ts';
import { addDays, instantOf, utcOf } from '../../domain/time/zone.ts';
import { own } from '../../domain/values/own.ts';
import type { Cast } from './cast.ts';
import { apportioned, dealt, evenly, seeded } from './quota.ts';
import type { Scenario, Spread, Which, Year } from './yearSchema.ts';

type Given = Readonly<Record<string, unknown>>;

export type PlannedCase = Readonly<{
  /** Names it within the year. */
  key: string;
  scenario: string;
  at: number;
  object: string | undefined;
  channel: string;
  unit: string;
  category: string;
  /** Undefined: anonymous. */
  customer: string | undefined;
  /** Case before it by the same customer. */
  repeats: string | undefined;
  fields: Given;
  actor: Actor;
  actions: readonly PlannedAction[];
  /** Of its pools and its scenario. */
  values: Given;
  /** For what comes after it, such as an answer: between 0 and 1. */
  chance: number;
}>;

export type PlannedAction = Readonly<{ at: number; action: string; fields: Given; actor: Actor }>;

export type YearParts = Readonly<{
  year: Year;
  cast: Cast;
  zone: string;
  seed: string;
  /** Of the counts of the scenarios. */
  share: number;
}>;

interface Draft {
  readonly key: string;
  readonly scenario: string;
  readonly index: number;
  readonly def: Scenario;
  readonly at: number;
  readonly turn: number;
  readonly twin: Draft | undefined;
  readonly values: Record<string, unknown>;
}

/** All cases of the year, the first registered first. */
export function planYear(parts: YearParts): readonly PlannedCase[] {
  const { year, seed } = parts;
  const drafts = draftsOf(parts).toSorted((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1));
  for (const [name, { of = {}, even, shares, customer = false }] of Object.entries(year.pools)) {
    const asked = drafts.filter(
      ({ values, twin }) => isFor(values, name) && fits(values, of) && !(customer && twin !== undefined),
    );
    const parted = shares ?? (even ?? []).map((one) => [1, one] as const);
    const row = dealt(parted, asked.length, seeded(`${seed}/${year.pack}/${name}`));
    for (const [place, { values }] of asked.entries()) if (row[place] !== null) values[name] = row[place];
    if (customer) for (const { values, twin } of drafts) if (twin !== undefined) values[name] = own(twin.values, name);
  }
  return castOf(parts, drafts);
}

function draftsOf({ year, zone, seed, share }: YearParts): Draft[] {
  const scenarios = Object.entries(year.scenarios);
  const all = scenarios.reduce((sum, [, { count }]) => sum + count, 0);
  const counts = apportioned(
    scenarios.map(([, { count }]) => count),
    Math.round(all * share),
  );
  const made = new Map<string, readonly Draft[]>();
  let turn = 0;
  for (const [place, [scenario, def]] of scenarios.entries()) {
    const random = seeded(`${seed}/${year.pack}/${scenario}`);
    const { repeats, after } = def;
    const twins = repeats === undefined ? [] : (made.get(repeats) ?? []);
    const count = repeats === undefined ? (counts[place] ?? 0) : Math.min(counts[place] ?? 0, twins.length);
    const later = evenly(count, random);
    const moments = repeats === undefined ? momentsOf(def.spread ?? year.spread, count, zone, random) : [];
    const drafts = Array.from({ length: count }, (_, index): Draft => {
      // Any of those before, not only the first of the year.
      const twin = twins[Math.floor((index * twins.length) / Math.max(1, count))];
      const at = twin === undefined ? (moments[index] ?? 0) : twin.at + spanAt(after ?? '1d', later[index] ?? 0);
      const { object, channel, unit, category, anonymous = false, values } = def;
      const own = { scenario, channel, unit, category, object, anonymous, ...values };
      return { key: `${scenario}-${index + 1}`, scenario, index, def, at, turn: turn++, twin, values: own };
    });
    made.set(scenario, drafts);
  }
  return [...made.values()].flat();
}

/** Spread evenly over the days by their weight; within a day by chance. */
function momentsOf({ from, to, hours, weekdays, months }: Spread, count: number, zone: string, random: () => number) {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1))
    if (weekdays?.includes(((utcOf(day) / 86_400_000 + 3) % 7) + 1) ?? true) days.push(day);
  const inMonth = new Map<string, number>();
  for (const day of days) inMonth.set(day.slice(0, 7), (inMonth.get(day.slice(0, 7)) ?? 0) + 1);
  const names = [...inMonth.keys()];
  const byMonth = apportioned(
    names.map((month) => own(months, month) ?? (months === undefined ? (inMonth.get(month) ?? 0) : 0)),
    count,
  );
  const [opens, ends] = (hours ?? ['00:00', '24:00']).map((time) => instantOf('2000-01-03', time, 'UTC')) as [
    number,
    number,
  ];
  const start = instantOf('2000-01-03', '00:00', 'UTC');
  return names.flatMap((month, place) => {
    const here = days.filter((day) => day.startsWith(month));
    const many = byMonth[place] ?? 0;
    return Array.from({ length: many }, (_, index) => {
      const day = here[Math.floor(((index + random()) * here.length) / many)] ?? '';
      const second = Math.floor((opens - start + random() * (ends - opens)) / 1000);
      return instantOf(day, '00:00', zone) + second * 1000;
    });
  });
}

function castOf({ year, cast, seed }: YearParts, drafts: readonly Draft[]): readonly PlannedCase[] {
  const seats = new Map<string, readonly number[]>();
  const many = new Map<string, number>();
  for (const { scenario } of drafts) many.set(scenario, (many.get(scenario) ?? 0) + 1);
  const chanceOf = (draft: Draft, what: string): number => {
    const key = `${draft.scenario}/${what}`;
    let row = seats.get(key);
    if (row === undefined) seats.set(key, (row = evenly(many.get(draft.scenario) ?? 1, seeded(`${seed}/${key}`))));
    return row[draft.index] ?? 0;
  };
  return drafts.map((draft) => {
    const { key, scenario, def, turn, twin, values } = draft;
    const first = twin ?? draft;
    const unit = String(filled(first, def.unit));
    const person = (spec: string): Actor => {
      const [role = '', place] = spec.split('@');
      const {
        id,
        unit: at,
        roles,
      } = cast.holderOf(role, place === undefined ? unit : String(filled(draft, place)), turn);
      return { id, unit: at, roles, reach: true };
    };
    const fill = (value: unknown, what: string): unknown => {
      if (typeof value === 'string' && value.startsWith('@')) return person(value.slice(1)).id;
      if (Array.isArray(value)) return value.map((one) => fill(one, what));
      if (typeof value === 'object' && value !== null && 'in' in value) {
        const span = filled(draft, value.in);
        return typeof span === 'string'
          ? new Date(draft.at + spanAt(span, chanceOf(draft, what))).toISOString()
          : undefined;
      }
      return filled(draft, value);
    };
    const fillAll = (given: Given, what: string): Given =>
      Object.fromEntries(
        Object.entries(given)
          .map(([name, value]) => [name, fill(value, `${what}/${name}`)] as const)
          .filter(([, value]) => value !== undefined),
      );
    let at = draft.at;
    const actions = def.script.flatMap(
      ([span, action, fields = {}, by = 'handler', of = {}], index): PlannedAction[] => {
        if (!fits(values, of)) return [];
        at += spanAt(span, chanceOf(draft, `script/${index}`));
        return [{ at, action, fields: fillAll(fields, `script/${index}`), actor: person(by) }];
      },
    );
    return {
      key,
      scenario,
      at: draft.at,
      object: def.object === undefined ? undefined : String(filled(draft, def.object)),
      channel: String(filled(draft, def.channel)),
      unit,
      category: String(filled(first, def.category)),
      customer: def.anonymous === true ? undefined : first.key,
      repeats: twin?.key,
      fields: { ...fillAll(year.fields, 'year'), ...fillAll(def.fields ?? {}, 'intake') },
      actor: person(def.by ?? 'clerk'),
      actions,
      values,
      chance: chanceOf(draft, 'chance'),
    };
  });
}

/** What a scenario says itself no pool deals. */
function isFor(values: Given, name: string): boolean {
  const said = own(values, name);
  return said === undefined || said === `$${name}`;
}

/** The value of the case where it is `$name`. */
function filled({ values }: Draft, value: unknown): unknown {
  return typeof value === 'string' && value.startsWith('$') ? own(values, value.slice(1)) : value;
}

function fits(values: Given, of: Which): boolean {
  return Object.entries(of).every(([name, wanted]) => {
    const value = own(values, name) ?? false;
    return Array.isArray(wanted) ? wanted.some((one) => one === value) : wanted === value;
  });
}

/** `30m`, or from `1h..4h` the point at `chance`; whole seconds. */
export function spanAt(span: string, chance: number): number {
  const [least = 0, most = least] = span.split('..').map((one) => parseDuration(one) ?? 0);
  return Math.round((least + (most - least) * chance) / 1000) * 1000;
}
