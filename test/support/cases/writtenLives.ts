import type { PackRegistry } from '../../../client/packRegistry.ts';
import type { Intake } from '../../../domain/case/command.ts';
import type { Actor, EventData } from '../../../domain/case/event.ts';
import { evolveAll } from '../../../domain/case/evolve.ts';
import { mayStillAct } from '../../../domain/case/overdue.ts';
import type { Database } from '../../../store/database/database.ts';
import type { NewComplaint } from '../../../store/registration/writeComplaint.ts';
import { writeComplaint } from '../../../store/registration/writeComplaint.ts';
import type { Keys } from '../../../store/vault/vault.ts';
import { randomLife } from '../../model/randomLife.ts';

/** A life of the rules as a complaint to be written. Its number begins with that of its seed. */
export function livedComplaint(packs: PackRegistry, pack: string, seed: number, no: string): NewComplaint {
  const engine = packs.find(pack)?.engine;
  if (engine === undefined) throw new Error(`there is no pack ${pack}`);
  const { events, base } = randomLife(engine, seed, 6);
  const [first] = events;
  const state = evolveAll(undefined, events);
  if (first?.type !== 'CaseRegistered' || state === undefined) throw new Error('a life begins with a registration');
  return {
    no,
    pack: { id: engine.id, version: engine.version, hash: engine.hash },
    base,
    customer: `customer ${seed}`,
    topic: first.data.category,
    intake: intakeOf(first.data, { ...first.actor, reach: true }),
    opened: { state, events },
    demand: 'a sentence or two of what is asked for',
    prose: {},
    needsNoWorkflow: !mayStillAct(state),
  };
}

/** As it would be read of a request. */
function intakeOf(
  { object, channel, unit, category, fields, anonymous }: EventData['CaseRegistered'],
  actor: Actor,
): Intake {
  return { object, channel, unit, category, fields, anonymous, actor };
}

/** Lives of these packs in turn, written as they would be registered: what all others are copies of. */
export async function writeLives(
  db: Database,
  packs: PackRegistry,
  keys: Keys,
  names: readonly string[],
  lives: number,
): Promise<void> {
  for (let seed = 1; seed <= lives; seed += 1) {
    const pack = names[seed % names.length] ?? '';
    const written = await writeComplaint(
      db,
      keys,
      livedComplaint(packs, pack, seed, `20200101-${String(seed).padStart(6, '0')}`),
    );
    if (written.kind !== 'written') throw new Error(`life ${seed} is there already`);
  }
  await db.query('update complaints set workflow_started_at = origin where workflow_started_at is null');
}
