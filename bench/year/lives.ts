/** A few hundred random lives, through the rules and the statement by which the store writes a complaint. */

import { randomBytes } from 'node:crypto';
import { evolveAll } from '../../domain/case/evolve.ts';
import type { Intake } from '../../domain/case/command.ts';
import type { Actor, EventData } from '../../domain/case/event.ts';
import type { EnginePack } from '../../domain/pack/pack.ts';
import type { Database } from '../../store/database/database.ts';
import { writeComplaint } from '../../store/registration/writeComplaint.ts';
import { deriveKeys } from '../../store/vault/vault.ts';
import { randomLife } from '../../test/model/randomLife.ts';

/** Of twenty one is open still. `mark` tells the numbers of one pack from those of another. */
export async function fillLives(db: Database, engine: EnginePack, lives: number, mark: string): Promise<void> {
  const keys = deriveKeys(randomBytes(32));
  let [seed, open] = [0, 0];
  for (let count = 1; count <= lives;) {
    const { events, base } = randomLife(engine, (seed += 1));
    const [first] = events;
    const state = evolveAll(undefined, events);
    if (state?.closedAt === undefined && (open += 1) > lives / 20) continue;
    if (first?.type !== 'CaseRegistered' || state === undefined) throw new Error('a life begins with a registration');
    await writeComplaint(db, keys, {
      no: `20261123-${mark}${String(count).padStart(5, '0')}`,
      pack: { id: engine.id, version: engine.version, hash: engine.hash },
      base,
      customer: `${mark}${count % 97}`,
      topic: first.data.category,
      intake: intakeOf(first.data, { ...first.actor, reach: true }),
      opened: { state, events },
      demand: '',
      prose: {},
      needsNoWorkflow: true,
    });
    count += 1;
  }
}

/** As it would be read of a request: what figures read is in the events. */
function intakeOf(
  { object, channel, unit, category, fields, anonymous }: EventData['CaseRegistered'],
  actor: Actor,
): Intake {
  return { object, channel, unit, category, fields, anonymous, actor };
}
