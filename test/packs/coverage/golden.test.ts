import { say } from '../../../language/phrase.ts';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseDuration } from '../../../domain/time/duration.ts';
import { deliveriesOf } from '../../../domain/notify/deliveriesOf.ts';
import { simulate, type Simulation } from '../../../domain/whatif/simulate.ts';
import { goldenSchema, type GoldenCase } from '../../../packs/schema/goldenSchema.ts';
import { loadPacks } from '../../../packs/load/loadPacks.ts';
import { readGolden } from '../../../packs/coverage/readGolden.ts';
import { resolveEngine } from '../../../packs/load/resolveEngine.ts';
import { rungsOf } from '../../../packs/schema/rungsOf.ts';
import { LIBRARY } from '../../support/rules/workCalendars.ts';

const packs = loadPacks('packs');

for (const { pack } of packs) {
  const engine = resolveEngine(pack, 'en', LIBRARY);
  describe(`${pack.id} ${pack.version} keeps its word`, () => {
    for (const { file, cases } of readGolden('packs', pack.id)) {
      for (const golden of cases) it(`${file}: ${golden.title}`, () => check(engine, golden));
    }
  });
}

describe('every ladder of a shipped pack', () => {
  it.each(packs.map(({ pack }) => [pack.id, pack] as const))(
    '%s: golden cases expect a rung of each that it writes down itself',
    (id, pack) => {
      const { ladders = {} } = parse(readFileSync(`packs/${id}.yaml`, 'utf8')) as {
        readonly ladders?: Readonly<Record<string, unknown>>;
      };
      const expected = readGolden('packs', id).flatMap(({ cases }) => cases.flatMap((one) => one.expect.rungs ?? []));
      // `1h reply/1/due -> handler` is the rung `due` of the clock `reply`.
      const fired = expected.map((text) => text.split(' ')[1]?.split('/') ?? []);
      const shown = Object.keys(ladders).filter((ladder) => {
        const rungs = (pack.ladders[ladder] ?? []).flatMap((rung) => rungsOf(rung).map((one) => one.id));
        return fired.some(([clock = '', , rung = '']) => pack.clocks[clock]?.ladder === ladder && rungs.includes(rung));
      });
      expect(shown).toEqual(Object.keys(ladders));
    },
  );
});

describe('the page about packs', () => {
  it('shows a golden case that holds', () => {
    const [example] = /^- title: [\s\S]*?(?=^```)/m.exec(readFileSync('docs/packs.md', 'utf8')) ?? [];
    const plan = packs.find(({ pack }) => pack.id === 'cutover-emergency')?.pack;
    if (example === undefined || plan === undefined) throw new Error('the example or the pack is gone');
    for (const one of parse(example) as readonly unknown[])
      check(resolveEngine(plan, 'en', LIBRARY), goldenSchema.parse(one));
  });
});

function check(engine: Parameters<typeof simulate>[0], golden: GoldenCase): void {
  const at = Date.parse(golden.at);
  const after = (span: string): number => at + (parseDuration(span) ?? Number.NaN);
  const { fields, object, anonymous, repeatOf, representatives, ...intake } = golden.intake;
  const result = simulate(engine, {
    at,
    intake: {
      ...intake,
      ...(fields === undefined ? {} : { fields }),
      ...(object === undefined ? {} : { object }),
      ...(anonymous === undefined ? {} : { anonymous }),
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
  if (golden.expect.rejected !== undefined)
    return expect(result.ok ? 'opened' : result.rejection.code).toBe(golden.expect.rejected);
  if (!result.ok) throw new Error(`${result.rejection.code}: ${say(result.rejection, 'en')}`);
  const { clocks, rungs, notices, class: class_, frozen, level, stage, refused } = golden.expect;
  const said = {
    ...(clocks === undefined ? {} : { clocks: clocksOf(result.value, Object.keys(clocks)) }),
    ...(rungs === undefined ? {} : { rungs: result.value.rungs.map((rung) => rungText(rung, at)) }),
    ...(notices === undefined ? {} : { notices: noticesOf(engine, result.value, at) }),
    ...(class_ === undefined ? {} : { class: result.value.state.class }),
    ...(frozen === undefined ? {} : { frozen: result.value.state.frozen?.class }),
    ...(level === undefined ? {} : { level: result.value.state.level }),
    ...(stage === undefined ? {} : { stage: result.value.state.stage }),
    refused: Object.fromEntries(result.value.refused.map((one) => [String(one.index), one.code])),
  };
  const wanted =
    clocks === undefined
      ? {}
      : {
          clocks: Object.fromEntries(
            Object.entries(clocks).map(([id, clock]) => [
              id,
              clock === null ? null : [momentOf(clock[0], at), ...clock.slice(1)],
            ]),
          ),
        };
  expect(said).toEqual({ ...golden.expect, ...wanted, refused: refused ?? {} });
}

/** A due moment as written: a span from registration, or a moment with its offset. */
function momentOf(due: string, at: number): string {
  const span = parseDuration(due);
  return new Date(span === undefined ? Date.parse(due) : at + span).toISOString();
}

/**
 * Of each named clock (`reply`, or `coordination/2` for an occurrence): when it is due, its outcome, and whether that
 * is provisional.
 */
function clocksOf(simulation: Simulation, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    names.map((name) => {
      const [id, occurrence] = name.split('/');
      const found = simulation.state.clocks.find(
        (clock) => clock.clock === id && clock.occurrence === Number(occurrence ?? 1),
      );
      return [
        name,
        found === undefined
          ? null
          : [new Date(found.dueAt).toISOString(), found.status, ...(found.provisional === true ? ['provisional'] : [])],
      ];
    }),
  );
}

function noticesOf(engine: Parameters<typeof simulate>[0], simulation: Simulation, at: number): readonly string[] {
  // What a notice asks of the case is asked at its end here, which is enough for facts that do not change.
  const items = simulation.events.flatMap((event) =>
    deliveriesOf(engine, 'golden', { origin: at, speed: 1 }, simulation.state, [event]).flatMap((one) => one.items),
  );
  return items
    .filter((item) => item.key.startsWith('notice/'))
    .map((item) => `${spanText((item.at ?? at) - at)} ${item.title} -> ${item.notify.join(', ')}`);
}

function rungText(rung: Simulation['rungs'][number], at: number): string {
  return `${spanText(rung.at - at)} ${rung.clock}/${rung.occurrence}/${rung.rung} -> ` +
`${rung.notify.join(', ')}${rung.escalatedTo === undefined ? '' : ` ^${rung.escalatedTo}`}`;
}

function spanText(ms: number): string {
  const seconds = ms / 1000;
  if (seconds > 0 && seconds < 60) return `${seconds}s`;
  return seconds % 86_400 === 0
    ? `${seconds / 86_400}d`
    : seconds % 3_600 === 0
      ? `${seconds / 3_600}h`
      : `${seconds / 60}m`;
}
