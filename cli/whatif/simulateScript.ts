/** `redress simulate <pack> <script>`: one case, by calendars in files only. */

import { parse } from 'yaml';
import { provisionalText } from '../../activities/notify/provisionalText.ts';
import { schemaFaults } from '../../api/input/parseInput.ts';
import { simulationInput } from '../../api/input/simulationInput.ts';
import { PackLabels } from '../../api/present/packLabels.ts';
import { presentSimulation } from '../../api/whatif/presentSimulation.ts';
import type { Environment } from '../../config/environment.ts';
import { simulateBodySchema } from '../../contracts/http/httpPack.ts';
import { provisionalVersion } from '../../domain/clocks/provisionalOf.ts';
import { sayDue, sayMoment } from '../../domain/time/sayMoment.ts';
import { simulate, type SimulationInput, type Simulation } from '../../domain/whatif/simulate.ts';
import type { Locale } from '../../language/bilingual.ts';
import { say } from '../../language/phrase.ts';
import { resolveEngine } from '../../packs/load/resolveEngine.ts';
import { calendarsOf } from '../installation/installedPacks.ts';
import { textOf } from '../../packs/source/textOf.ts';
import { fail } from '../output/fail.ts';
import type { Output } from '../output/output.ts';
import { table } from '../output/table.ts';
import { packArgument } from '../packs/packArgument.ts';
import { SIMULATE_WORDS, stateWord } from './simulateWords.ts';

/** Exit code 0; fails when pack, script or intake are wrong. */
export async function simulateScript(
  env: Environment,
  out: Output,
  packName: string,
  file: string,
  { json }: { readonly json?: boolean },
): Promise<number> {
  const { locale } = out;
  const authored = await packArgument(env, packName);
  const pack = resolveEngine(authored, locale, calendarsOf(env));
  const input = simulationInput(pack, scriptOf(file));
  const result = simulate(pack, input);
  if (!result.ok) {
    const { rejection } = result;
    return wrong(file, (language) => `${rejection.code}: ${say(rejection, language)}`);
  }
  const labels = new PackLabels(authored, locale);
  if (json === true) out.line(JSON.stringify(presentSimulation(result.value, input.at, labels), undefined, 2));
  else {
    out.line(`${authored.title[locale]} (${authored.id} ${authored.version})`);
    for (const line of simulationLines(result.value, input, labels, pack.timezone)) out.line(line);
  }
  return 0;
}

function simulationLines(
  { state, rungs, refused }: Simulation,
  { script }: SimulationInput,
  labels: PackLabels,
  zone: string,
): readonly string[] {
  const { locale } = labels;
  const w = SIMULATE_WORDS[locale];
  const { clocks, stage, level } = state;
  const clockRows = clocks.map((clock) => [
    labels.clock(clock.clock),
    clock.rule ?? '',
    sayMoment(clock.startedAt, zone, locale),
    sayDue(clock.dueAt, zone, locale) + provisionalText(provisionalVersion(clock), locale),
    stateWord(locale, clock.status),
  ]);
  const rungRows = rungs.map((rung) => [
    sayDue(rung.at, zone, locale) + provisionalText(provisionalVersion(rung), locale),
    labels.clock(rung.clock),
    rung.rung,
    rung.notify.map((id) => labels.role(id)).join(w.comma),
    rung.escalatedTo === undefined ? '' : `↑ ${labels.level(rung.escalatedTo)}`,
  ]);
  const stageWord = `${w.stage}: ${stateWord(locale, stage)}`;
  return [
    `${stageWord} · ${w.level}: ${labels.level(level)} · ${w.class}: ${labels.class(state.class)}`,
    '',
    ...table([w.clock, w.rule, w.started, w.due, w.outcome], clockRows),
    '',
    ...(rungs.length === 0 ? [w.noRungs] : table([w.at, w.clock, w.rung, w.told, w.escalated], rungRows)),
    ...refused.map((one) => {
      const action = labels.action(script[one.index]?.action ?? '');
      return `${w.refused} script[${one.index}] ${action}: ${one.code}: ${say(one, locale)}`;
    }),
  ];
}

function scriptOf(file: string): ReturnType<typeof simulateBodySchema.parse> {
  const text = textOf(file);
  let value: unknown;
  try {
    value = parse(text);
  } catch (error) {
    const why = (error as Error).message.split('\n')[0] ?? '';
    return wrong(file, (locale) => (locale === 'zh' ? `不是 YAML 或 JSON:${why}` : `not YAML or JSON: ${why}`));
  }
  const parsed = simulateBodySchema.safeParse(value, { reportInput: true });
  if (parsed.success) return parsed.data;
  const faults = schemaFaults(parsed.error);
  return wrong(file, (locale) =>
    faults.map((fault) => `${fault.pointer ?? ''}: ${say(fault, locale)}`).join(`\n${file}: `),
  );
}

function wrong(file: string, said: (locale: Locale) => string): never {
  return fail({ zh: `${file}: ${said('zh')}`, en: `${file}: ${said('en')}` });
}
