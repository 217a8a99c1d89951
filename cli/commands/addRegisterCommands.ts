import type { Command } from 'commander';
import type { RegisterImport } from '../registers/importRegister.ts';
import { says } from '../output/spoken.ts';
import { command, faultLocale, run } from './command.ts';
import { api, mapping } from './options.ts';

/** What is loaded beside cases: units and people, registers, numbers of other systems. */
export function addRegisterCommands(program: Command): void {
  program
    .command('organisation')
    .description(says('机构与人员', 'units and people'))
    .command('import')
    .description(says('导入机构与人员:全部生效或全不生效', 'units and people of a file: all of them or none'))
    .argument('<file>', says('YAML,或首行为列名的 CSV', 'YAML, or CSV whose first line names the columns'))
    .requiredOption('--by <person>', says('变更人(系统管理员)', 'the administrator who does it'))
    .option('--dry-run', says('只显示差异', 'only show what would change'))
    .addOption(faultLocale())
    .action(run(async () => (await import('../organisation/importOrganisation.ts')).importOrganisation));
  const registers = program
    .command('registers')
    .description(
      says('台账:回访、问责、改进、案外事项、公示联系方式', 'registers: answers, measures, improvements ...'),
    );
  rowsOf(registers)
    .requiredOption('--register <name>', 'answers, measures, improvements, items, contacts')
    .action(run(async () => (await import('../registers/importRegister.ts')).importRegister));
  const series = program.command('series').description(says('外部数据', 'numbers of other systems'));
  rowsOf(series).action(
    run(async () => {
      const { importRegister } = await import('../registers/importRegister.ts');
      return (env, out, file: string, options: Omit<RegisterImport, 'register'>) =>
        importRegister(env, out, file, { ...options, register: 'series' });
    }),
  );
}

function rowsOf(parent: Command): Command {
  return command(
    parent,
    'import',
    says('导入各行:全部生效或全不生效', 'import rows, all of them or none; known ones are left alone'),
  )
    .argument('<file>', says('每行一个 JSON,或 .csv、.xlsx 表格', 'one JSON row a line, or a table: .csv, .xlsx'))
    .requiredOption('--pack <id>', says('制度包', 'the pack'))
    .addOption(mapping())
    .option('--dry-run', says('只显示差异', 'only show what would change'))
    .addOption(api())
    .option('--actor <person>', says('登记人', 'who records them'));
}
