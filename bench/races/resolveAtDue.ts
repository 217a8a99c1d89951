import type { RecordedEvent } from '../../domain/case/event.ts';
import type { Race } from './race.ts';
import { pause, QUICK, type Answered } from './raceBed.ts';

const AROUND_MS = 50;
/** Tries that an estimate is taken over. */
const SMOOTHED = 10;
const CLOCK = 'outlet';

/** A resolve that is sent, or that reaches the case, within 50 ms of the due moment, on either side. */
export const resolveAtDue: Race = aimed();

function aimed(): Race {
  /** How long the latest requests took to reach their case, ms: by that much half of the tries are sent early. */
  let travel = 0;
  return {
    name: 'resolve-at-due',
    title: 'a resolve within ±50 ms of the due moment',
    abreast: 24,
    once: async (bed, random) => {
      const { no, due } = await bed.open(QUICK);
      const dueAt = due.get(CLOCK) ?? 0;
      const at = dueAt + (random() * 2 - 1) * AROUND_MS - (random() < 0.5 ? travel : 0);
      await pause(Math.max(0, at - Date.now()));
      const sent = Date.now();
      const answer = await bed.act(no, 'resolve', { outcome: 'satisfied' });
      const log = await bed.log(no);
      const arrived = dueAt + afterDue(log) / QUICK.drill.speed;
      travel += (arrived - sent - travel) / SMOOTHED;
      const wrong = disagreement(no, answer, log);
      await bed.act(no, 'withdraw', { reason: 'duplicate' });
      if (wrong !== undefined) return { disagreement: wrong };
      const first = log.some((event) => event.type === 'ClockMissed' && event.data.clock === CLOCK)
        ? 'lapsed'
        : 'resolved';
      const near = [sent, arrived].some((moment) => Math.abs(moment - dueAt) <= AROUND_MS);
      return { outcome: `${first} first, ${near ? 'sent or arrived within 50 ms' : 'further off'}` };
    },
  };
}

/** Case time, ms, from the due moment to the resolve. */
function afterDue(log: readonly RecordedEvent[]): number {
  const started = log.find((event) => event.type === 'ClockStarted' && event.data.clock === CLOCK);
  const resolved = log.find((event) => event.type === 'CaseResolved');
  return started?.type === 'ClockStarted' && resolved !== undefined ? resolved.at - started.data.dueAt : 0;
}

function disagreement(no: string, answer: Answered, log: readonly RecordedEvent[]): string | undefined {
  if (answer.status !== 200) return `${no}: answered ${answer.status} ${JSON.stringify(answer.body)}`;
  const ofClock = (type: RecordedEvent['type']): readonly RecordedEvent[] =>
    log.filter((event) => event.type === type && (event.data as { clock?: string }).clock === CLOCK);
  const resolved = log.filter((event) => event.type === 'CaseResolved');
  const missed = ofClock('ClockMissed');
  const stopped = ofClock('ClockStopped');
  const told = ofClock('RungFired');
  const started = ofClock('ClockStarted')[0];
  if (resolved.length !== 1 || stopped.length !== 1 || missed.length > 1)
    return `${no}: ${resolved.length} resolved, ${stopped.length} stopped, ${missed.length} missed`;
  const outcome = stopped[0]?.type === 'ClockStopped' ? stopped[0].data.outcome : undefined;
  if ((missed.length === 1) !== (told.length === 1)) return `${no}: missed ${missed.length}, told ${told.length}`;
  const due = started?.type === 'ClockStarted' ? started.data.dueAt : 0;
  if (missed.length === 0 && (outcome !== 'met' || (resolved[0]?.at ?? 0) > due))
    return `${no}: not missed, but ${outcome} at ${(resolved[0]?.at ?? 0) - due} ms after due`;
  if (missed.length === 1 && (missed[0]?.seq ?? 0) > (resolved[0]?.seq ?? 0))
    return `${no}: missed after it was resolved`;
  const shown = (answer.body['clocks'] as readonly { readonly id: string; readonly status: string }[]).find(
    (clock) => clock.id === CLOCK,
  )?.status;
  return shown === outcome ? undefined : `${no}: the client was told ${shown}, the log says ${outcome}`;
}
