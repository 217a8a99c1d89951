import type { Command } from 'commander';
import { says } from '../output/spoken.ts';
import { command, run } from './command.ts';
import { api } from './options.ts';

/** What units owe. */
export function addDutyCommands(program: Command): void {
  const duty = command(program, 'duties', says('各单位应报与已报', 'what units owe and have handed in'))
    .option('--pack <id>', says('只限该包', 'only of this pack'))
    .option('--duty <id>', says('只限该职责', 'only this duty'))
    .option('--unit <id>', says('只限该单位', 'only this unit'))
    .option('--from <date>', says('起始日期', 'first day'))
    .option('--to <date>', says('截止日期', 'last day'))
    .option('--missing', says('只列未报', 'only what is missing'))
    .option('--by <person>', says('操作人', 'who asks'))
    .addOption(api())
    .action(run(async () => (await import('../duties/duties.ts')).duties));
  command(duty, 'hand-in', says('报送', 'hand in what a unit owes; again to correct it'))
    .argument('<duty>', says('职责', 'the duty'))
    .requiredOption('--pack <id>', says('所属包', 'of this pack'))
    .requiredOption('--unit <id>', says('报送单位', 'the unit that owes it'))
    .requiredOption('--day <date>', says('所报日期', 'the day that it is about'))
    .option('--nil', says('零报告', 'nothing to report'))
    .option('--set <name=value...>', says('填报内容', 'what it says'))
    .option('--by <person>', says('报送人', 'who hands it in'))
    .addOption(api())
    .action(run(async () => (await import('../duties/handInDuty.ts')).handInDuty));
}
