import type { RecordedEvent } from '../../domain/event.ts';
import type { Race } from './race.ts';
import { pause, QUICK } from './raceBed.ts';
import type { Answered } from './raceBed.ts';

const AROUND_MS = 50;
const CLOCK = 'outlet';

/** A resolve that arrives within 50 ms of the due moment, on either side. */
export const resolveAtDue: Race = {
  name: 'resolve-at-due',
  title: 'a resolve within ±50 ms of the due moment',
  abreast: 24,
  once: async (bed, random) => {
    const { no, due } = await bed.open(QUICK);
    const at = (due.get(CLOCK) ?? 0) + (random() * 2 - 1) * AROUND_MS;
    await pause(Math.max(0, at - Date.now()));
    const answer = await bed.act(no, 'resolve', { outcome: 'satisfied' });
    const log = await bed.log(no);
    const wrong = disagreement(no, answer, log);
    await bed.act(no, 'withdraw', { reason: 'duplicate' });
    if (wrong !== undefined) return { disagreement: wrong };
    return { outcome: log.some((event) => event.type === 'ClockMissed' && event.data.clock === CLOCK) ? 'lapsed first' : 'resolved first' };
  },
};

function disagreement(no: string, answer: Answered, log: readonly RecordedEvent[]): string | undefined {
  if (answer.status !== 200) return `${no}: answered ${answer.status} ${JSON.stringify(answer.body)}`;
  const ofClock = (type: RecordedEvent['type']): readonly RecordedEvent[] => log.filter((event) => event.type === type && (event.data as { clock?: string }).clock === CLOCK);
  const resolved = log.filter((event) => event.type === 'CaseResolved');
  const missed = ofClock('ClockMissed');
  const stopped = ofClock('ClockStopped');
  const told = ofClock('RungFired');
  const started = ofClock('ClockStarted')[0];
  if (resolved.length !== 1 || stopped.length !== 1 || missed.length > 1) return `${no}: ${resolved.length} resolved, ${stopped.length} stopped, ${missed.length} missed`;
  const outcome = stopped[0]?.type === 'ClockStopped' ? stopped[0].data.outcome : undefined;
  if ((missed.length === 1) !== (told.length === 1)) return `${no}: missed ${missed.length}, told ${told.length}`;
  const due = started?.type === 'ClockStarted' ? started.data.dueAt : 0;
  if (missed.length === 0 && (outcome !== 'met' || (resolved[0]?.at ?? 0) > due)) return `${no}: not missed, but ${outcome} at ${(resolved[0]?.at ?? 0) - due} ms after due`;
  if (missed.length === 1 && (missed[0]?.seq ?? 0) > (resolved[0]?.seq ?? 0)) return `${no}: missed after it was resolved`;
  const shown = (answer.body['clocks'] as readonly { readonly id: string; readonly status: string }[]).find((clock) => clock.id === CLOCK)?.status;
  return shown === outcome ? undefined : `${no}: the client was told ${shown}, the log says ${outcome}`;
}
