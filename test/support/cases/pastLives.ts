import type { EnginePack } from '../../../domain/pack/pack.ts';
import { simulate, type SimulationInput, type Simulation } from '../../../domain/whatif/simulate.ts';

export interface PastLife {
  /** A line of an import with `--history`. */
  readonly body: Readonly<Record<string, unknown>> & { readonly reference: Readonly<{ system: string; id: string }> };
  /** What the rules give for it when nobody else acts until then. */
  readonly livedUntil: (until: number) => Simulation;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Lives of `cn-statutory` of the last two years, open and closed, each of its own customer; the same for a seed. */
export function pastLives(engine: EnginePack, count: number, seed: number, now: number): readonly PastLife[] {
  const random = randomFrom(seed);
  return Array.from({ length: count }, (_, index) => pastLife(engine, index, random, now));
}

function pastLife(engine: EnginePack, index: number, random: () => number, now: number): PastLife {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const second = (at: number): number => Math.floor(at / 1000) * 1000;
  const at = second(now - HOUR - random() * 700 * DAY);
  const intake = {
    channel: pick(Object.keys(engine.channels)),
    unit: 'head-office',
    category: pick(Object.keys(engine.categories)),
    fields: { complex: random() < 0.2 },
  };
  let moment = at;
  const script = scriptOf(random, pick).flatMap(({ days, ...step }) => {
    moment = second(moment + random() * days * DAY + 1_000);
    return moment < now - HOUR ? [{ ...step, at: moment }] : [];
  });
  const input = { at, intake, script: allowed(engine, { at, intake, script }) };
  const { fields, ...asked } = intake;
  const iso = (one: number): string => new Date(one).toISOString();
  return {
    body: {
      pack: engine.id,
      ...asked,
      fields,
      complainant: { name: `甲${index}`, phone: String(13_900_100_000 + index) },
      demand: `请处理第${index}件`,
      reference: { system: 'old-crm', id: `C-${index}` },
      registeredAt: iso(at),
      history: input.script.map((step) => ({ ...step, at: iso(step.at) })),
    },
    livedUntil: (until) => lived(engine, { ...input, until }),
  };
}

type Step = Readonly<{ days: number; action: string; fields?: Readonly<Record<string, unknown>> }>;

/** What may happen to a complaint, and within how many days of what came before. */
function scriptOf(random: () => number, pick: <T>(items: readonly T[]) => T): readonly Step[] {
  const maybe = (likely: number, ...steps: readonly Step[]): readonly Step[] => (random() < likely ? steps : []);
  return [
    ...maybe(0.9, { days: 4, action: 'accept' }),
    ...maybe(0.2, { days: 5, action: 'add-channel', fields: { channel: pick(['regulator', 'central-bank']) } }),
    ...maybe(0.3, { days: 3, action: 'dispatch', fields: { departments: ['dept-it'] } }),
    ...maybe(0.2, { days: 6, action: 'answer-dispatch', fields: { substantive: true } }),
    ...maybe(
      0.3,
      { days: 8, action: 'pause', fields: { reason: pick(['mediation', 'hearing']) } },
      { days: 20, action: 'resume' },
    ),
    ...maybe(0.2, { days: 5, action: 'reclassify', fields: { category: pick(['other', 'fees']), reason: 'mistake' } }),
    ...maybe(0.6, { days: 30, action: 'reply', fields: { outcome: 'explained' } }),
    ...maybe(0.7, { days: 15, action: 'resolve', fields: { outcome: pick(['satisfied', 'refunded']) } }),
    ...maybe(0.7, { days: 5, action: 'close' }),
    ...maybe(0.1, { days: 20, action: 'apply-review' }),
  ];
}

/** Without what the rules refuse. */
function allowed(engine: EnginePack, input: SimulationInput): SimulationInput['script'] {
  const refused = new Set(lived(engine, input).refused.map(({ index }) => index));
  if (refused.size === 0) return input.script;
  return allowed(engine, { ...input, script: input.script.filter((_, index) => !refused.has(index)) });
}

function lived(engine: EnginePack, input: SimulationInput): Simulation {
  const result = simulate(engine, input);
  if (!result.ok) throw new Error(JSON.stringify(result.rejection));
  return result.value;
}

/** Mulberry32: numbers from 0 to 1. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
