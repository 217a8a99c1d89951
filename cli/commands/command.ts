import { Option, type Command } from 'commander';
import { loadEnvironment, type Environment } from '../../config/environment.ts';
import type { CalendarParts } from '../calendar/calendarParts.ts';
import { outputIn, type Output } from '../output/output.ts';
import { says, spoken } from '../output/spoken.ts';

const print = (line: string): void => void process.stdout.write(`${line}\n`);

/**
 * Runs a command and keeps its exit code. Only its own modules are loaded: reading those of all takes longer than most
 * commands do.
 */
export function run<Given extends readonly unknown[]>(
  load: () => Promise<(env: Environment, out: Output, ...given: Given) => Promise<number> | number>,
): (...given: Given) => Promise<void> {
  return async (...given) => {
    const command = await load();
    process.exitCode = await command(loadEnvironment(), outputIn(spoken, print), ...given);
  };
}

/** The same for a command that asks the workflows of cases. */
export function runOnCases<Given extends readonly unknown[]>(
  load: () => Promise<(parts: CalendarParts, out: Output, ...given: Given) => Promise<number>>,
): (...given: Given) => Promise<void> {
  return run(async () => (await import('../calendar/calendarParts.ts')).onCases(await load()));
}

/** A command that speaks Chinese or English. */
export function command(parent: Command, name: string, description: string): Command {
  const about = says('输出语言,优先于 REDRESS_LOCALE', 'output language; overrides REDRESS_LOCALE');
  return parent
    .command(name)
    .description(description)
    .addOption(new Option('--locale <locale>', about).choices(['zh', 'en']));
}

/** Of commands that name mistakes of files. */
export function faultLocale(): Option {
  return new Option('--locale <locale>', says('语言', 'language')).choices(['zh', 'en', 'both']).default('both');
}

/** Prints the JSON Schema of a kind of file. */
export function schemaCommand(parent: Command, name: string, description: string, load: () => Promise<object>): void {
  parent
    .command(name)
    .description(description)
    .action(async () => print(JSON.stringify(await load(), undefined, 2)));
}
