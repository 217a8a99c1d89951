import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseDuration } from '../../domain/duration.ts';
import { deliveriesOf } from '../../domain/deliveriesOf.ts';
import { simulate } from '../../domain/simulate.ts';
import type { Simulation } from '../../domain/simulate.ts';
import { goldenSchema } from '../../packs/goldenSchema.ts';
import type { GoldenCase } from '../../packs/goldenSchema.ts';
import { loadPacks } from '../../packs/loadPacks.ts';
import { resolveEngine } from '../../packs/resolveEngine.ts';
import { LIBRARY } from '../support/workCalendars.ts';

const packs = loadPacks('packs');

for (const { pack } of packs) {
  const folder = join('packs', 'golden', pack.id);
  const engine = resolveEngine(pack, 'en', LIBRARY);
  describe(`${pack.id} ${pack.version} keeps its word`, () => {
    for (const file of readdirSync(folder)) {
      const cases = parse(readFileSync(join(folder, file), 'utf8')) as readonly unknown[];
      for (const golden of cases.map((one) => goldenSchema.parse(one))) it(`${file}: ${golden.title}`, () => check(engine, golden));
    }
  });
}

describe('the page about packs', () => {
  it('shows a golden case that holds', () => {
    const [example] = /^- title: [\s\S]*?(?=^```)/m.exec(readFileSync('docs/packs.md', 'utf8')) ?? [];
    const plan = packs.find(({ pack }) => pack.id === 'cutover-emergency')?.pack;
    if (example === undefined || plan === undefined) throw new Error('the example or the pack is gone');
    for (const one of parse(example) as readonly unknown[]) check(resolveEngine(plan, 'en', LIBRARY), goldenSchema.parse(one));
  });
});

function check(engine: Parameters<typeof simulate>[0], golden: GoldenCase): void {
  const at = Date.parse(golden.at);
  const after = (span: string): number => at + (parseDuration(span) ?? Number.NaN);
  const { fields, object, repeatOf, representatives, ...intake } = golden.intake;
  const result = simulate(engine, {
    at,
    intake: {
      ...intake,
      ...(fields === undefined ? {} : { fields }),
      ...(object === undefined ? {} : { object }),
      ...(repeatOf === undefined ? {} : { repeatOf }),
      ...(representatives === undefined ? {} : { representatives }),
    },
    script: golden.script.map(([when, action, given, actor]) => ({
      at: after(when),
      action,
      ...(given === undefined ? {} : { fields: given }),
      ...(actor === undefined ? {} : { actor }),
    })),
    ...(golden.until === undefined ? {} : { until: after(golden.until) }),
  });
  if (!result.ok) throw new Error(`${result.rejection.code}: ${result.rejection.detail}`);
  const { clocks, rungs, notices, class: class_, level, stage, refused } = golden.expect;
  const said = {
    ...(clocks === undefined ? {} : { clocks: clocksOf(result.value, at, Object.keys(clocks)) }),
    ...(rungs === undefined ? {} : { rungs: result.value.rungs.map((rung) => rungText(rung, at)) }),
    ...(notices === undefined ? {} : { notices: noticesOf(engine, result.value, at) }),
    ...(class_ === undefined ? {} : { class: result.value.class }),
    ...(level === undefined ? {} : { level: result.value.level }),
    ...(stage === undefined ? {} : { stage: result.value.stage }),
    refused: Object.fromEntries(result.value.refused.map((one) => [String(one.index), one.code])),
  };
  const wanted =
    clocks === undefined ? {} : { clocks: Object.fromEntries(Object.entries(clocks).map(([id, clock]) => [id, clock === null ? null : [parseDuration(clock[0]), clock[1]]])) };
  expect(said).toEqual({ ...golden.expect, ...wanted, refused: refused ?? {} });
}

/** Of each named clock (`reply`, or `coordination/2` for an occurrence): ms from registration to due, and its outcome. */
function clocksOf(simulation: Simulation, at: number, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    names.map((name) => {
      const [id, occurrence] = name.split('/');
      const found = simulation.clocks.find((clock) => clock.clock === id && clock.occurrence === Number(occurrence ?? 1));
      return [name, found === undefined ? null : [found.dueAt - at, found.status]];
    }),
  );
}

function noticesOf(engine: Parameters<typeof simulate>[0], simulation: Simulation, at: number): readonly string[] {
  // What a notice asks of the case is asked at its end here, which is enough for facts that do not change.
  const items = simulation.events.flatMap((event) => deliveriesOf(engine, 'golden', { origin: at, speed: 1 }, simulation.state, [event]).flatMap((one) => one.items));
  return items.filter((item) => item.key.startsWith('notice/')).map((item) => `${spanText((item.at ?? at) - at)} ${item.title} -> ${item.notify.join(', ')}`);
}

function rungText(rung: Simulation['rungs'][number], at: number): string {
  return `${spanText(rung.at - at)} ${rung.clock}/${rung.occurrence}/${rung.rung} -> ${rung.notify.join(', ')}${rung.escalatedTo === undefined ? '' : ` ^${rung.escalatedTo}`}`;
}

function spanText(ms: number): string {
  const seconds = ms / 1000;
  return seconds % 86_400 === 0 ? `${seconds / 86_400}d` : seconds % 3_600 === 0 ? `${seconds / 3_600}h` : `${seconds / 60}m`;
}
