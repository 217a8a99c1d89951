import { awaitArrivals, faultsOf, latenessOf, type Expected, type Told } from '../arrivals.ts';
import { costFigures } from '../figures/costFigures.ts';
import { SEVERITIES, type EngineName, type OpenedCase, type Severity } from '../engines/engine.ts';
import { orderKept, spreadOf } from '../figures/figures.ts';
import { closedLoop, pause } from '../load.ts';
import type { Figure, Lab, Measurement } from '../figures/measurement.ts';
import { startMeter, type Cost } from '../figures/meter.ts';

const CLIENTS = 8;
/** Slowest rate at which cases are opened for a storm. */
const OPENED_PER_SECOND = 10;

/** After the last arrival, for the tasks that close the deliveries. */
const SETTLED_MS = 2_000;
const SAMPLED = 50;

interface Storm {
  readonly told: readonly Told[];
  /** By the key under which the sink sees them. */
  readonly severities: ReadonlyMap<string, Severity>;
  readonly cost: Cost;
  /** History events of a case afterwards, on average: more than in a quiet hour means tasks that were tried again. */
  readonly events: number;
}

/**
 * Many deadlines in one second, of three severities in turns: how fast they are worked off, in which order, and how
 * late the last one is.
 */
export const storm: Measurement = async (lab) => {
  const size = lab.storm;
  const minimal = await blow(lab, 'minimal', size);
  const redress = await blow(lab, 'redress', size);
  const both = (what: string, unit: string, of: (one: Storm) => number): Figure => ({
    what: `storm of ${size}, ${what}`,
    unit,
    redress: of(redress),
    minimal: of(minimal),
  });
  return [
    both('drained', '/s', drainRate),
    both('p50 late', 'ms', ({ told }) => spreadOf(latenessOf(told)).p50),
    both('p99 late', 'ms', ({ told }) => spreadOf(latenessOf(told)).p99),
    both('worst late', 'ms', ({ told }) => spreadOf(latenessOf(told)).max),
    {
      what: `storm of ${size}, order kept (1: severe first, then as due; of the minimal worker as due; 0: none)`,
      unit: '',
      redress: orderKept(arrivals(redress.told.toSorted(severeFirst(redress.severities)))),
      minimal: orderKept(arrivals(minimal.told.toSorted(byDue))),
    },
    both('history events of a case', '', ({ events }) => events),
    both('lost, early or twice', '', ({ told }) => faultsOf(told)),
    ...costFigures('a lapse in the storm', { redress: redress.cost, minimal: minimal.cost }, size),
  ];
};

async function blow(lab: Lab, name: EngineName, size: number): Promise<Storm> {
  const first = Date.now() + (size * 1000) / OPENED_PER_SECOND + 5_000;
  const expected: Expected[] = [];
  const opened: OpenedCase[] = [];
  const severities = new Map<string, Severity>();
  await closedLoop(size, CLIENTS, async (index) => {
    const dueAt = Math.round(first + (index * 1000) / size);
    const severity = SEVERITIES[index % SEVERITIES.length] ?? 'plain';
    const one = await lab.engines[name].openDeadline(dueAt, severity);
    severities.set(one.sinkKey, severity);
    opened.push(one);
    expected.push({ sinkKey: one.sinkKey, dueAt });
  });
  lab.say(`storm: ${size} ${name} cases are due in ${Math.round((first - Date.now()) / 1000)} s`);
  await pause(first - 500 - Date.now());
  const stop = startMeter(lab.bed, name);
  await pause(first + 1_000 - Date.now());
  const told = await awaitArrivals(lab.bed.sink, expected);
  const cost = stop();
  await pause(SETTLED_MS);
  return { told, severities, cost, events: await meanEvents(opened.slice(0, SAMPLED)) };
}

async function meanEvents(opened: readonly OpenedCase[]): Promise<number> {
  const lengths = await Promise.all(opened.map(async ({ workflow }) => (await workflow.describe()).historyLength));
  return lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
}

function drainRate({ told }: Storm): number {
  const arrived = told.flatMap((one) => (one.arrival === undefined ? [] : [one.arrival.at]));
  const first = Math.min(...told.map((one) => one.dueAt));
  return (arrived.length * 1000) / (Math.max(...arrived) - first);
}

const byDue = (a: Told, b: Told): number => a.dueAt - b.dueAt;

function severeFirst(severities: Storm['severities']): (a: Told, b: Told) => number {
  const rank = ({ sinkKey }: Told): number => SEVERITIES.indexOf(severities.get(sinkKey) ?? 'plain');
  return (a, b) => rank(b) - rank(a) || byDue(a, b);
}

const arrivals = (told: readonly Told[]): readonly number[] =>
  told.map((one) => one.arrival?.at ?? Number.MAX_SAFE_INTEGER);
