/** Duties of units: who owes what, who has not handed it in, and who is told. */

import type { CloseActivities, DutyActivities, DutyAsk, ImprovementActivities } from '../../contracts/activities.ts';
import type { DutyDef } from '../../domain/duties/duty.ts';
import { chasesOf, dutiesSince, dutyOn, firstDayOf, staleAt, type DutyFrame } from '../../domain/duties/dutyDay.ts';
import { addDays, dateIn } from '../../domain/time/zone.ts';
import type { Locale } from '../../language/bilingual.ts';
import type { Database } from '../../store/database/database.ts';
import { digestCounts } from '../../store/duties/digestCounts.ts';
import { missingUnits } from '../../store/duties/missingUnits.ts';
import { lastDutyDue, openDutyDay } from '../../store/duties/openDutyDay.ts';
import { named, unitNames } from '../../store/people/namesOf.ts';
import { holdingsOf, recipientsFor, type Recipient, type RoleQuestion } from '../../store/people/recipients.ts';
import type { Channel } from '../channels/channel.ts';
import { allDelivered } from '../notify/allDelivered.ts';
import { tellStaff } from '../notify/tellStaff.ts';
import { chaseText, digestText } from './dutyText.ts';
import { tellImprovements } from './tellImprovements.ts';

export type KnownDuty = Readonly<{ def: DutyDef; frame: DutyFrame; roles: RoleQuestion['roles'] }>;

export type DutyDependencies = Readonly<{
  db: Database;
  channels: readonly Channel[];
  locale: Locale;
  /** `undefined` where it was taken away since. */
  dutyOf: (ask: DutyAsk) => Promise<KnownDuty | undefined>;
  /** First and last day; false where the period is closed already. */
  closePeriod: (pack: string, days: Readonly<{ from: string; to: string }>) => Promise<boolean>;
}>;

export function dutyActivities(deps: DutyDependencies): DutyActivities & CloseActivities & ImprovementActivities {
  return {
    openDuty: async ({ at, ...ask }) => {
      const known = await deps.dutyOf(ask);
      if (known === undefined) return null;
      const { def, frame } = known;
      const units = await openAll(deps.db, ask, known, at);
      const today = dutyOn(def, frame, at);
      if (today === undefined) return null;
      return {
        day: today.day,
        title: def.title[deps.locale],
        does: def.does,
        dueAt: today.dueAt,
        units,
        chases: chasesOf(def, today),
        staleAt: staleAt(def, today),
      };
    },
    chaseDuty: async ({ day, dueAt, chase, ...ask }) => {
      const known = await deps.dutyOf(ask);
      const missing = known === undefined ? [] : await missingUnits(deps.db, ask, day);
      if (known === undefined || missing.length === 0) return { missing, told: 0 };
      return { missing, told: await tellOfMissing(deps, ask, known, { day, dueAt, chase, missing }) };
    },
    closeDutyPeriod: async ({ day, ...ask }) => {
      const known = await deps.dutyOf(ask);
      if (known === undefined) return { closed: false };
      return { closed: await deps.closePeriod(ask.pack, { from: firstDayOf(known.def, day), to: day }) };
    },
    tellDueImprovements: async ({ day, at, ...ask }) => {
      const known = await deps.dutyOf(ask);
      if (known === undefined) return { told: 0, late: 0 };
      const { def, frame, roles } = known;
      return tellImprovements({ deps, ask, def, zone: frame.zone, roles, day, at });
    },
    tellDigest: async ({ day, at, ...ask }) => {
      const known = await deps.dutyOf(ask);
      return { told: known === undefined ? 0 : await tellLeaders(deps, ask, known, { day, at }) };
    },
  };
}

/** Of today, and of the days before that nobody opened. Returns how many units owe the last of them. */
async function openAll(db: Database, ask: DutyAsk, { def, frame }: KnownDuty, at: number): Promise<number> {
  const { owed } = def;
  if (owed === undefined) return 0;
  const last = await lastDutyDue(db, ask);
  const yesterday = addDays(dateIn(at, frame.zone), -1);
  // A due moment of 24:00 is of the day before.
  const opened = last === undefined ? yesterday : dateIn(last - 1, frame.zone);
  let units = 0;
  for (const one of dutiesSince(def, frame, opened < yesterday ? opened : yesterday, at))
    units = await openDutyDay(db, ask, owed, one);
  return units;
}

type Missing = Readonly<{ day: string; dueAt: number; chase: number; missing: readonly string[] }>;

/** Each person hears once of all the units that they answer for. */
async function tellOfMissing(
  deps: DutyDependencies,
  { pack, duty }: DutyAsk,
  known: KnownDuty,
  { day, dueAt, chase, missing }: Missing,
): Promise<number> {
  const { def, frame, roles } = known;
  const told = new Map<string, { one: Recipient; units: Set<string> }>();
  for (const unit of missing)
    for (const role of def.chase?.[chase]?.notify ?? [])
      for (const one of await recipientsFor(deps.db, { role, unit, roles })) {
        const already = told.get(one.id) ?? { one, units: new Set() };
        told.set(one.id, { ...already, units: already.units.add(unit) });
      }
  const names = await unitNames(deps.db, missing);
  const late = (def.chase?.[chase]?.after ?? 0) >= 0;
  const messages = [...told.values()].flatMap(({ one, units }) => {
    const listed = [...units].map((unit) => `${named(names, unit)} (${unit})`);
    const said = { def, id: duty, pack, day, dueAt, units: listed, late, zone: frame.zone };
    return tellStaff(deps, one, {
      of: 'duty',
      key: [pack, duty, day, chase].join('/'),
      day,
      ...chaseText(said, one.locale),
    });
  });
  return allDelivered(messages);
}

async function tellLeaders(
  deps: DutyDependencies,
  { pack, duty }: DutyAsk,
  { def, roles }: KnownDuty,
  { day, at }: Readonly<{ day: string; at: number }>,
): Promise<number> {
  const messages: Promise<boolean>[] = [];
  for (const { role, unit } of await holdingsOf(deps.db, def.to ?? [])) {
    const counts = await digestCounts(deps.db, pack, unit, at);
    const name = named(await unitNames(deps.db, [unit]), unit);
    for (const one of await recipientsFor(deps.db, { role, unit, roles }))
      messages.push(
        ...tellStaff(deps, one, {
          of: 'duty',
          key: [pack, duty, day, unit].join('/'),
          day,
          ...digestText(def.title[one.locale], name, day, counts, one.locale),
        }),
      );
  }
  return allDelivered(messages);
}
