import { randomUUID } from 'node:crypto';
import { awaitArrivals, faultsOf, latenessOf, type Expected } from '../arrivals.ts';
import { spreadOf } from '../figures/figures.ts';
import { calmly, msToOpen, openLoop, pause } from '../load.ts';
import type { Figure, Lab, Measurement } from '../figures/measurement.ts';
import { postJson } from '../engines/postJson.ts';
import { DEADLINE_PACK, DESK } from '../engines/redressEngine.ts';

const READERS = 64;
/** What `redress import` sends unless it is told otherwise. */
const IMPORTED_PER_SECOND = 20;
const LAPSES_PER_SECOND = 5;
const DAY_MS = 86_400_000;

interface Pressure {
  readonly what: string;
  /** Goes on until it is told to stop; resolves with how many requests were answered a second. */
  readonly press: (lab: Lab, seconds: number) => Promise<number>;
}

/** How late Redress's rungs are while others ask for much: nobody, a flood of reads, an import. */
export const pressure: Measurement = async (lab) => {
  const figures: Figure[] = [];
  for (const one of PRESSURES) figures.push(...(await under(lab, one)));
  return figures;
};

const PRESSURES: readonly Pressure[] = [
  { what: 'nothing else', press: () => Promise.resolve(0) },
  { what: `${READERS} clients reading lists`, press: floodOfReads },
  { what: `an import of ${IMPORTED_PER_SECOND} a second`, press: importOfMany },
];

async function under(lab: Lab, { what, press }: Pressure): Promise<readonly Figure[]> {
  const seconds = lab.quick ? 10 : 40;
  const count = seconds * LAPSES_PER_SECOND;
  const began = Date.now() + msToOpen(count);
  const expected: Expected[] = [];
  await calmly(count, async (index) => {
    const dueAt = Math.round(began + (index * 1000) / LAPSES_PER_SECOND);
    expected.push({ sinkKey: (await lab.engines.redress.openDeadline(dueAt)).sinkKey, dueAt });
  });
  lab.say(`pressure: ${count} deadlines under ${what}`);
  await pause(began - Date.now());
  const perSecond = await press(lab, seconds);
  await pause(began + seconds * 1000 - Date.now());
  const told = await awaitArrivals(lab.bed.sink, expected);
  const spread = spreadOf(latenessOf(told));
  return [
    { what: `lateness under ${what}, p50 of ${spread.count}`, unit: 'ms', redress: spread.p50 },
    { what: `lateness under ${what}, p99`, unit: 'ms', redress: spread.p99 },
    { what: `lateness under ${what}, lost, early or twice`, unit: '', redress: faultsOf(told) },
    ...(perSecond === 0 ? [] : [{ what: `answered under ${what}`, unit: '/s', redress: perSecond }]),
  ];
}

async function floodOfReads({ bed }: Lab, seconds: number): Promise<number> {
  const end = Date.now() + seconds * 1000;
  let answered = 0;
  const reader = async (): Promise<void> => {
    while (Date.now() < end) {
      const answer = await fetch(`${bed.api}/v1/complaints?limit=50`, { headers: { 'x-redress-actor': DESK.handler } });
      await answer.arrayBuffer();
      if (answer.ok) answered += 1;
    }
  };
  await Promise.all(Array.from({ length: READERS }, reader));
  return answered / seconds;
}

async function importOfMany({ bed }: Lab, seconds: number): Promise<number> {
  let taken = 0;
  await openLoop(IMPORTED_PER_SECOND, seconds, async () => {
    const dueAt = new Date(Date.now() + 30 * DAY_MS).toISOString();
    const phone = String(13_000_000_000 + Math.floor(Math.random() * 900_000_000));
    const body = {
      pack: DEADLINE_PACK,
      channel: 'counter',
      unit: DESK.unit,
      category: 'plain',
      fields: { dueAt },
      complainant: { name: '测试乙', phone },
      demand: '请说明情况',
    };
    const { status } = await postJson(`${bed.api}/v1/complaints`, body, {
      'idempotency-key': randomUUID(),
      'x-redress-actor': DESK.handler,
      priority: 'u=6',
    });
    if (status === 201) taken += 1;
  });
  return taken / seconds;
}
