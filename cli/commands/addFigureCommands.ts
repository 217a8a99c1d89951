import type { Command } from 'commander';
import { says } from '../output/spoken.ts';
import { command, faultLocale, run, schemaCommand } from './command.ts';
import { api, byAdministrator, firstDay, lastDay, period } from './options.ts';

/** Figures and closed periods. */
export function addFigureCommands(program: Command): void {
  const figures = command(program, 'figures', says('指标:一个或全部', 'figures of a period: one, or all of a pack'))
    .argument('[id]', says('指标编号,如 S1-K1;缺省为全部', 'such as S1-K1; all when absent'))
    .option('--pack <id>', says('制度包', 'the pack'))
    .addOption(period())
    .addOption(firstDay())
    .addOption(lastDay())
    .option('--unit <unit>', says('机构及其下级', 'the unit and all below it'))
    .option('--by <dimensions>', says('拆分,如 unit 或 month,channel', 'told apart by, such as unit or month,channel'))
    .option('--cases', says('列出所计的投诉编号', 'list the numbers of the very cases'))
    .option(
      '--term <term>',
      says(
        '列出哪个数的案件:numerator、denominator、now 或 before',
        'of which number the cases: numerator, denominator, now or before',
      ),
    )
    .option(
      '--part <key>',
      says('列出 --by 拆分的哪一部分的案件', 'of which part, as --by tells them apart, the cases'),
    )
    .option('--json', 'JSON')
    .action(run(async () => (await import('../figures/askFigures.ts')).askFigures));
  figures
    .command('check')
    .description(
      says(
        '检查指标定义:每处错误的文件:行:列;缺省为全部',
        'check books of figures, all when none is named: file:line:column of every mistake',
      ),
    )
    .argument('[files...]')
    .addOption(faultLocale())
    .action(run(async () => (await import('../figures/checkFigures.ts')).checkFigures));
  schemaCommand(
    figures,
    'schema',
    says('输出指标定义的 JSON Schema', 'print the JSON Schema of a book of figures'),
    async () => (await import('../../packs/figure/figureSchema.ts')).bookJsonSchema(),
  );
  command(
    program,
    'close-period',
    says('关闭期间:留存指标、案件与定义', 'close a period: keep its figures, cases and definitions'),
  )
    .requiredOption('--pack <id>', says('制度包', 'the pack'))
    .addOption(period())
    .addOption(firstDay())
    .addOption(lastDay())
    .addOption(byAdministrator())
    .addOption(api())
    .action(run(async () => (await import('../figures/closePeriod.ts')).closePeriod));
}
