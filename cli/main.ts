/** Each command is a function of environment, output, arguments and options. */

import { Command } from 'commander';
import { BilingualError } from '../language/bilingual.ts';
import { addCalendarCommands } from './commands/addCalendarCommands.ts';
import { addCaseCommands } from './commands/addCaseCommands.ts';
import { addDutyCommands } from './commands/addDutyCommands.ts';
import { addFigureCommands } from './commands/addFigureCommands.ts';
import { addInstallationCommands } from './commands/addInstallationCommands.ts';
import { addPackCommands } from './commands/addPackCommands.ts';
import { addRegisterCommands } from './commands/addRegisterCommands.ts';
import { addRepairCommands } from './commands/addRepairCommands.ts';
import { addReportCommands } from './commands/addReportCommands.ts';
import { installed, says, spoken } from './output/spoken.ts';
import { helpInChinese, usageErrorInChinese } from './output/usageInChinese.ts';

// The processes that this one starts, and the settings, take it from here.
process.env['REDRESS_LOCALE'] ||= installed;

// Whoever reads has read enough (`| head`): the command ends as by Ctrl-C, without a word.
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
  if (code !== 'EPIPE') throw new Error(`standard output: ${code}`);
  if (!process.emit('SIGTERM', 'SIGTERM')) process.exit(0);
});

const program = new Command('redress')
  .description(says('投诉时限编排', 'complaints whose deadlines act by themselves'))
  .enablePositionalOptions()
  .showHelpAfterError('(--help)')
  .configureOutput({
    outputError: (text, write) => write(spoken === 'zh' ? usageErrorInChinese(text) : text),
    writeOut: (text) => process.stdout.write(spoken === 'zh' ? helpInChinese(text) : text),
  });
for (const add of [
  addInstallationCommands,
  addPackCommands,
  addCalendarCommands,
  addCaseCommands,
  addRegisterCommands,
  addDutyCommands,
  addFigureCommands,
  addReportCommands,
  addRepairCommands,
])
  add(program);

try {
  await program.parseAsync();
} catch (error) {
  const text = error instanceof BilingualError ? error.words[spoken] : `redress: ${(error as Error).message}`;
  process.stderr.write(`${text}\n`);
  process.exit(1);
}
// Exit only after a pipe has taken everything.
await new Promise<void>((resolve) => process.stdout.write('', () => resolve()));
process.exit(process.exitCode ?? 0);
