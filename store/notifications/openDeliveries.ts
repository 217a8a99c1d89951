import type { RecordedEvent } from '../../domain/case/event.ts';
import { evolveAll } from '../../domain/case/evolve.ts';
import type { CaseState } from '../../domain/case/state.ts';
import { deliveriesOfDecision } from '../../domain/notify/deliveriesOf.ts';
import type { Delivery } from '../../domain/notify/delivery.ts';
import type { EnginePack } from '../../domain/pack/pack.ts';
import type { TimeBase } from '../../domain/time/timeBase.ts';
import { column, type Queryable } from '../database/database.ts';
import { runsOf } from '../../domain/values/runsOf.ts';

/** What the log owes and no notification settles. */
export async function openDeliveries(
  db: Queryable,
  pack: EnginePack,
  no: string,
  base: TimeBase,
  log: readonly RecordedEvent[],
): Promise<readonly Delivery[]> {
  const settled = await column<string>(
    db,
    `select item from notifications where no = $1 group by item
      having not bool_or(status in ('pending', 'failing'))
        and (bool_or(status in ('delivered', 'moot')) or not bool_or(status = 'refused'))`,
    [no],
  );
  const importedAt = log.findLast((one) => one.type === 'CaseImported')?.at;
  const open: Delivery[] = [];
  let state: CaseState | undefined;
  // Neighbours of the same moment were decided together.
  for (const together of runsOf(log, (event) => event.at)) {
    // What lay before the import is told to nobody.
    const past = importedAt !== undefined && (together[0]?.at ?? 0) <= importedAt;
    for (const delivery of past ? [] : deliveriesOfDecision(pack, no, base, state, together)) {
      const items = delivery.items.filter((item) => !settled.includes(item.key));
      if (items.length > 0) open.push({ ...delivery, items });
    }
    state = evolveAll(state, together);
  }
  return open;
}
