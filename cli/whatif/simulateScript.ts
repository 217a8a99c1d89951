/**
 * `redress simulate <pack> <script>`: what a pack would do with one case. Its days are those of calendar files, not of
 * years published in a database.
 */

import { schemaFaults } from '../../api/input/parseInput.ts';
import { parse } from 'yaml';
import { provisionalText } from '../../activities/notify/provisionalText.ts';
import { say } from '../../language/phrase.ts';
import { PackLabels } from '../../api/present/packLabels.ts';
import { presentSimulation } from '../../api/whatif/presentSimulation.ts';
import { simulationInput } from '../../api/input/simulationInput.ts';
import type { Environment } from '../../config/environment.ts';
import { simulateBodySchema } from '../../contracts/httpPack.ts';
import type { Rejection } from '../../domain/case/rejection.ts';
import { simulate } from '../../domain/whatif/simulate.ts';
import type { Locale } from '../../language/locale.ts';
import { resolveEngine } from '../../packs/load/resolveEngine.ts';
import { textOf } from '../installation/textOf.ts';
import { CommandError } from '../installation/installation.ts';
import { calendarsOf } from '../installation/installedPacks.ts';
import { packArgument } from '../packs/packArgument.ts';
import { SIMULATE_WORDS, statusWord } from './simulateWords.ts';
import { table } from '../output/table.ts';
import { localTime } from '../output/localTime.ts';
import { own } from '../../domain/values/own.ts';

export interface SimulateOptions {
  readonly locale: Locale;
  readonly json?: boolean;
}

/**
 * Prints clocks, rungs and refusals. Returns the exit code; throws `CommandError` when pack, script or intake are
 * wrong.
 */
export async function simulateScript(
  env: Environment,
  packName: string,
  file: string,
  options: SimulateOptions,
  out: (line: string) => void,
): Promise<number> {
  const { locale } = options;
  const authored = await packArgument(env, packName);
  const pack = resolveEngine(authored, locale, calendarsOf(env));
  const input = simulationInput(pack, scriptOf(file));
  const result = simulate(pack, input);
  if (!result.ok) throw refusedIntake(file, result.rejection);
  const labels = new PackLabels(authored, locale);
  if (options.json === true) {
    out(JSON.stringify(presentSimulation(result.value, input.at, labels), undefined, 2));
    return 0;
  }
  const w = SIMULATE_WORDS[locale];
  const time = localTime(pack.timezone);
  const { clocks, rungs, refused, stage, level, class: class_ } = result.value;
  const roles = (ids: readonly string[]): string => ids.map((id) => labels.role(id)).join(w.comma);
  out(`${authored.title[locale]} (${authored.id} ${authored.version})`);
  out(
    `${w.stage}: ${own(w.stages, stage) ?? stage} · ${w.level}: ${labels.level(level)} · ${w.class}: ${labels.class(class_)}`,
  );
  out('');
  const due = ({ dueAt, provisional, calendarVersion }: (typeof clocks)[number]): string =>
    time(dueAt) + provisionalText(provisional === true ? (calendarVersion ?? '') : undefined, locale);
  const clockRows = clocks.map((clock) => [
    labels.clock(clock.clock),
    clock.rule ?? '',
    time(clock.startedAt),
    due(clock),
    statusWord(locale, clock.status),
  ]);
  for (const line of table([w.clock, w.rule, w.started, w.due, w.outcome], clockRows)) out(line);
  out('');
  if (rungs.length === 0) out(w.noRungs);
  const rungRows = rungs.map((rung) => [
    time(rung.at) + provisionalText(rung.provisional === true ? (rung.calendarVersion ?? '') : undefined, locale),
    labels.clock(rung.clock),
    rung.rung,
    roles(rung.notify),
    rung.escalatedTo === undefined ? '' : `↑ ${labels.level(rung.escalatedTo)}`,
  ]);
  if (rungs.length > 0) for (const line of table([w.at, w.clock, w.rung, w.told, w.escalated], rungRows)) out(line);
  for (const one of refused)
    out(
      `${w.refused} script[${one.index}] ${labels.action(input.script[one.index]?.action ?? '')}: ${one.code}: ${say(one, locale)}`,
    );
  return 0;
}

function refusedIntake(file: string, rejection: Rejection): CommandError {
  const said = (locale: Locale): string => `${file}: ${rejection.code}: ${say(rejection, locale)}`;
  return new CommandError({ zh: said('zh'), en: said('en') });
}

function notReadable(file: string, why: string): CommandError {
  return new CommandError({ zh: `${file}: 不是 YAML 或 JSON:${why}`, en: `${file}: not YAML or JSON: ${why}` });
}

function scriptOf(file: string): ReturnType<typeof simulateBodySchema.parse> {
  const text = textOf(file);
  let value: unknown;
  try {
    value = parse(text);
  } catch (error) {
    throw notReadable(file, (error as Error).message.split('\n')[0] ?? '');
  }
  const parsed = simulateBodySchema.safeParse(value, { reportInput: true });
  if (parsed.success) return parsed.data;
  const lines = (locale: Locale): string =>
    schemaFaults(parsed.error)
      .map((fault) => `${file}: ${fault.pointer ?? ''}: ${say(fault, locale)}`)
      .join('\n');
  throw new CommandError({ zh: lines('zh'), en: lines('en') });
}
