/** Improvements whose time has come: their owners are told, and those whom the duty names. */

import type { DutyAsk } from '../../contracts/activities.ts';
import { OWNER, type DutyDef } from '../../domain/duties/duty.ts';
import type { Database } from '../../store/database/database.ts';
import { dueImprovements, type DueImprovement } from '../../store/duties/dueImprovements.ts';
import { recipientsFor, type Recipient, type RoleQuestion } from '../../store/people/recipients.ts';
import type { Channel } from '../channels/channel.ts';
import { allDelivered } from '../notify/allDelivered.ts';
import { tellStaff } from '../notify/tellStaff.ts';
import { improvementText } from './dutyText.ts';

type Told = Readonly<{
  deps: Readonly<{ db: Database; channels: readonly Channel[] }>;
  ask: DutyAsk;
  def: DutyDef;
  zone: string;
  roles: RoleQuestion['roles'];
  day: string;
  at: number;
}>;

/**
 * Of each improvement the last step of the chase whose moment has come: whoever has heard of that hears nothing twice,
 * and what an outage has hidden is told by the next look. Returns how many messages are out, and how many are late.
 */
export async function tellImprovements(asked: Told): Promise<{ readonly told: number; readonly late: number }> {
  const { deps, ask, def, at } = asked;
  const steps = (def.chase ?? []).map(({ after }, index) => ({ after, index })).sort((a, b) => a.after - b.after);
  const until = at - Math.min(0, ...steps.map(({ after }) => after));
  const due = await dueImprovements(deps.db, ask.pack, { at, until });
  const messages: Promise<boolean>[] = [];
  for (const one of due) {
    const step = steps.findLast(({ after }) => one.dueAt.getTime() + after <= at);
    if (step !== undefined) messages.push(...(await tellOf(asked, one, step.index)));
  }
  return { told: await allDelivered(messages), late: due.filter(({ dueAt }) => dueAt.getTime() <= at).length };
}

async function tellOf(asked: Told, one: DueImprovement, index: number): Promise<readonly Promise<boolean>[]> {
  const { deps, ask, def, zone, day, at } = asked;
  const roles = { ...asked.roles, [OWNER]: { follows: 'handler' } };
  const people = new Map<string, Recipient>();
  for (const role of def.chase?.[index]?.notify ?? [])
    for (const person of await recipientsFor(deps.db, { role, unit: one.unit ?? '', handler: one.owner, roles }))
      people.set(person.id, person);
  // Another due moment is told anew.
  const key = [ask.pack, ask.duty, one.id, one.dueAt.toISOString(), index].join('/');
  return [...people.values()].flatMap((person) =>
    tellStaff(deps, person, {
      of: 'improvement',
      key,
      day,
      ...improvementText(
        { ...one, dueAt: one.dueAt.getTime(), pack: ask.pack, zone, late: one.dueAt.getTime() <= at },
        person.locale,
      ),
    }),
  );
}
