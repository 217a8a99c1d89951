import { deliveriesOf } from '../../domain/notify/deliveriesOf.ts';
import type { EnginePack } from '../../domain/pack/pack.ts';
import { parseDuration } from '../../domain/time/duration.ts';
import { simulate, type Simulation } from '../../domain/whatif/simulate.ts';
import type { GoldenCase } from '../schema/goldenSchema.ts';
import { clockIn } from '../../domain/case/clockIn.ts';

type Outcome = Readonly<Record<string, unknown>>;

/** A golden case lived through, as it says it wants it and as it came; the same keys in both. */
export function playGolden(
  engine: EnginePack,
  golden: GoldenCase,
): { readonly wanted: Outcome; readonly came: Outcome } {
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
  if (!result.ok || golden.expect.rejected !== undefined)
    return {
      wanted: { rejected: golden.expect.rejected ?? null },
      came: { rejected: result.ok ? null : result.rejection.code },
    };
  const { clocks, rungs, notices, class: class_, frozen, level, stage, refused } = golden.expect;
  const came = {
    ...(clocks === undefined ? {} : { clocks: clocksOf(result.value, Object.keys(clocks)) }),
    ...(rungs === undefined ? {} : { rungs: result.value.rungs.map((rung) => rungText(rung, at)) }),
    ...(notices === undefined ? {} : { notices: noticesOf(engine, result.value, at) }),
    ...(class_ === undefined ? {} : { class: result.value.state.class }),
    ...(frozen === undefined ? {} : { frozen: result.value.state.frozen?.class }),
    ...(level === undefined ? {} : { level: result.value.state.level }),
    ...(stage === undefined ? {} : { stage: result.value.state.stage }),
    refused: Object.fromEntries(result.value.refused.map((one) => [String(one.index), one.code])),
  };
  const due =
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
  return { wanted: { ...golden.expect, ...due, refused: refused ?? {} }, came };
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
      const [clock = '', occurrence = 1] = name.split('/');
      const found = clockIn(simulation.state, { clock, occurrence: Number(occurrence) });
      return [
        name,
        found === undefined
          ? null
          : [new Date(found.dueAt).toISOString(), found.status, ...(found.provisional === true ? ['provisional'] : [])],
      ];
    }),
  );
}

function noticesOf(engine: EnginePack, simulation: Simulation, at: number): readonly string[] {
  // What a notice asks of the case is asked at its end here, which is enough for facts that do not change.
  const items = simulation.events.flatMap((event) =>
    deliveriesOf(engine, 'golden', { origin: at, speed: 1 }, simulation.state, [event]).flatMap((one) => one.items),
  );
  return items
    .filter((item) => item.key.startsWith('notice/'))
    .map((item) => `${spanText((item.at ?? at) - at)} ${item.title} -> ${item.notify.join(', ')}`);
}

function rungText(rung: Simulation['rungs'][number], at: number): string {
  return (
    `${spanText(rung.at - at)} ${rung.clock}/${rung.occurrence}/${rung.rung} -> ` +
    `${rung.notify.join(', ')}${rung.escalatedTo === undefined ? '' : ` ^${rung.escalatedTo}`}`
  );
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
