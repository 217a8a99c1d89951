import { awaitArrivals } from '../arrivals.ts';
import type { Engine, OpenedCase } from '../engines/engine.ts';
import { pause } from '../load.ts';
import type { Measurement } from '../figures/measurement.ts';
import { settled } from './creations.ts';

const DUE_IN_MS = 5_000;

interface Size {
  readonly events: number;
  readonly bytes: number;
}

/** History of one life on time, and what one lapse adds to a case. Counts, so they do not depend on the machine. */
export const histories: Measurement = async ({ bed, engines }) => {
  const [life, lapse] = [await both(lifeOf), await both((engine) => lapseOf(engine, bed.sink))];
  return [
    { what: 'a life on time, history events', unit: '', redress: life.redress.events, minimal: life.minimal.events },
    { what: 'a life on time, history', unit: 'bytes', redress: life.redress.bytes, minimal: life.minimal.bytes },
    { what: 'a lapse, history events', unit: '', redress: lapse.redress.events, minimal: lapse.minimal.events },
    { what: 'a lapse, history', unit: 'bytes', redress: lapse.redress.bytes, minimal: lapse.minimal.bytes },
  ];

  async function both(
    measure: (engine: Engine) => Promise<Size>,
  ): Promise<{ readonly redress: Size; readonly minimal: Size }> {
    return { minimal: await measure(engines.minimal), redress: await measure(engines.redress) };
  }
};

async function lifeOf(engine: Engine): Promise<Size> {
  const opened = await engine.openLife();
  for (const act of engine.actions) await act(opened.id);
  await opened.workflow.result();
  return sizeOf(opened);
}

async function lapseOf(engine: Engine, sink: string): Promise<Size> {
  const dueAt = Date.now() + DUE_IN_MS;
  const opened = await engine.openDeadline(dueAt);
  await settled([opened]);
  const before = await sizeOf(opened);
  await awaitArrivals(sink, [{ sinkKey: opened.sinkKey, dueAt }]);
  const after = await quiet(opened);
  return { events: after.events - before.events, bytes: after.bytes - before.bytes };
}

/** Its size once it has stopped growing. */
async function quiet(opened: OpenedCase): Promise<Size> {
  for (let last = await sizeOf(opened); ;) {
    await pause(500);
    const now = await sizeOf(opened);
    if (now.events === last.events) return now;
    last = now;
  }
}

async function sizeOf({ workflow }: OpenedCase): Promise<Size> {
  const { historyLength, historySize } = await workflow.describe();
  return { events: historyLength, bytes: historySize ?? 0 };
}
