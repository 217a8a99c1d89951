import { deliveriesOfStep } from '../../domain/notify/deliveriesOfStep.ts';
import type { Delivery } from '../../domain/notify/delivery.ts';
import type { RecordedEvent } from '../../domain/case/event.ts';
import { evolveAll } from '../../domain/case/evolve.ts';
import type { EnginePack } from '../../domain/pack/pack.ts';
import type { CaseState } from '../../domain/case/state.ts';
import type { TimeBase } from '../../domain/time/timeBase.ts';
import { rows, type Queryable } from '../database/database.ts';

/**
 * What a case's log says must be told and its notifications do not show as told. What was told is not told again:
 * deliveries have stable keys.
 */
export async function openDeliveries(
  db: Queryable,
  pack: EnginePack,
  no: string,
  base: TimeBase,
  log: readonly RecordedEvent[],
): Promise<readonly Delivery[]> {
  const known = await rows<{ item: string; open: boolean }>(
    db,
    "select item, bool_or(status in ('pending', 'failing')) as open from notifications where no = $1 group by item",
    [no],
  );
  const settled = new Set(known.filter((one) => !one.open).map((one) => one.item));
  const open: Delivery[] = [];
  let state: CaseState | undefined;
  for (const together of byMoment(log)) {
    const before = state;
    state = evolveAll(state, together);
    for (const delivery of deliveriesOfStep(pack, no, base, before, together)) {
      const items = delivery.items.filter((item) => !settled.has(item.key));
      if (items.length > 0) open.push({ ...delivery, items });
    }
  }
  return open;
}

/** Neighbours with the same moment were decided together. */
function byMoment(log: readonly RecordedEvent[]): readonly (readonly RecordedEvent[])[] {
  const groups: RecordedEvent[][] = [];
  for (const event of log) {
    const last = groups.at(-1);
    if (last?.[0]?.at === event.at) last.push(event);
    else groups.push([event]);
  }
  return groups;
}
