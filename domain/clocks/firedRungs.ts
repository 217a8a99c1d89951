import type { RecordedEvent } from '../case/event.ts';

/** `escalatedTo`: the level that the case moved to with it. Case time. */
export type FiredRung = Readonly<{
  at: number;
  clock: string;
  occurrence: number;
  rung: string;
  notify: readonly string[];
  escalatedTo?: string;
}>;

export function firedRungs(events: readonly RecordedEvent[]): readonly FiredRung[] {
  return events.flatMap((event, index) => {
    if (event.type !== 'RungFired') return [];
    const { clock, occurrence, rung, notify } = event.data;
    const next = events[index + 1];
    const moved = next?.type === 'LevelChanged' && next.data.clock === clock ? { escalatedTo: next.data.to } : {};
    return [{ at: event.at, clock, occurrence, rung, notify, ...moved }];
  });
}
