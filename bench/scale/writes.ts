/** What it costs to register a case and to act on it, in two databases by turns. */

import type { PackRegistry } from '../../client/packRegistry.ts';
import { evolveAll } from '../../domain/case/evolve.ts';
import { runsOf } from '../../domain/values/runsOf.ts';
import type { Database } from '../../store/database/database.ts';
import { recordEvents } from '../../store/log/recordEvents.ts';
import { nextNumber } from '../../store/registration/numberCounter.ts';
import { writeComplaint } from '../../store/registration/writeComplaint.ts';
import type { Keys } from '../../store/vault/vault.ts';
import { spreadOf } from '../figures/figures.ts';
import { livedComplaint } from '../../test/support/cases/writtenLives.ts';

/** Of each case that was registered and of each step that was recorded, ms. */
interface Times {
  readonly creations: number[];
  readonly actions: number[];
}

export type Lived = Readonly<{ keys: Keys; packs: PackRegistry; names: readonly string[] }>;

/**
 * How many times as dear a creation and an action are in the second database: the median of each with the same one in
 * the other just before or after, so that what else the machine does weighs on both alike.
 */
export async function costsOfWrites(
  few: Database,
  many: Database,
  lived: Lived,
  lives: Readonly<{ before: number; counted: number }>,
): Promise<Readonly<Record<keyof Times, number>>> {
  await timesOf([few, many], lived, 0, lives.before);
  const [beside, times] = await timesOf([few, many], lived, lives.before, lives.counted);
  const ratio = (of: keyof Times): number => {
    const all = times?.[of].map((ms, index) => ms / (beside?.[of][index] ?? ms)) ?? [];
    return Number(spreadOf(all).p50.toFixed(2));
  };
  return { creations: ratio('creations'), actions: ratio('actions') };
}

/** Lives from `first` on, each in every one of the databases, which take turns in being the first. */
async function timesOf(
  databases: readonly Database[],
  { keys, packs, names }: Lived,
  first: number,
  lives: number,
): Promise<readonly Times[]> {
  const costs = databases.map((): Times => ({ creations: [], actions: [] }));
  for (let life = first; life < first + lives; life += 1)
    for (let turn = 0; turn < databases.length; turn += 1) {
      const place = (life + turn) % databases.length;
      const [db, cost] = [databases[place], costs[place]];
      if (db === undefined || cost === undefined) continue;
      const pack = names[life % names.length] ?? '';
      const whole = livedComplaint(packs, pack, 1_000_000 + life, '');
      await live(db, keys, { ...whole, no: await nextNumber(db, whole.base, 'Asia/Shanghai') }, cost);
    }
  return costs;
}

async function live(db: Database, keys: Keys, whole: ReturnType<typeof livedComplaint>, cost: Times): Promise<void> {
  const [begun = [], ...steps] = runsOf(whole.opened.events, ({ at }) => at);
  const state = evolveAll(undefined, begun);
  if (state === undefined) return;
  const opened = { state, events: begun };
  const customer = `${whole.no} of the bench`;
  cost.creations.push(await taking(() => writeComplaint(db, keys, { ...whole, customer, opened })));
  for (const events of steps) cost.actions.push(await taking(() => recordEvents(db, whole.no, whole.base, events)));
}

async function taking(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
