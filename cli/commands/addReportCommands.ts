import type { Command } from 'commander';
import { says } from '../output/spoken.ts';
import { command, run, schemaCommand } from './command.ts';
import { packs, unitAndBelow } from './options.ts';

/** Reports and regulators' returns. */
export function addReportCommands(program: Command): void {
  const reports = command(program, 'report', says('生成报告', 'have a report made'))
    .argument('[name]', says('报告名称', 'the report'), 'retrospective')
    .option(
      '--period <period>',
      says(
        '年、月或起止日期:2026、2026-11、2026-01-01..2026-06-30',
        'a year, a month or days: 2026, 2026-11, 2026-01-01..2026-06-30',
      ),
    )
    .addOption(packs())
    .addOption(unitAndBelow())
    .option('--case <no>', says('改为一件投诉的复盘', 'instead: the retrospective of this complaint'))
    .option(
      '--format <formats>',
      says('格式,逗号分隔:html、pdf、docx、xlsx', 'formats, separated by commas: html, pdf, docx, xlsx'),
      'html,pdf,docx,xlsx',
    )
    .option('--out <folder>', says('存放文件夹', 'into this folder'), '.')
    .option('--by <person>', says('操作人', 'who asks for the retrospective of a complaint'))
    .option('--api <url>', says('接口地址,数字链接到此', 'address of the API; numbers link to it'))
    .action(run(async () => (await import('../reports/report.ts')).report));
  schemaCommand(reports, 'schema', says('输出报告定义的 JSON Schema', 'print the JSON Schema of a report'), async () =>
    (await import('../../packs/report/reportSchema.ts')).reportJsonSchema(),
  );
  const returns = command(program, 'returns', says('监管报表:一览', "regulators' returns that can be made")).action(
    run(async () => (await import('../reports/returns.ts')).listReturns),
  );
  schemaCommand(returns, 'schema', says('输出监管报表的 JSON Schema', 'print the JSON Schema of a return'), async () =>
    (await import('../../packs/return/returnSchema.ts')).returnJsonSchema(),
  );
  schemaCommand(
    returns,
    'code-schema',
    says('输出代码表的 JSON Schema', 'print the JSON Schema of a code list'),
    async () => (await import('../../packs/return/codeListSchema.ts')).codeListJsonSchema(),
  );
  command(program, 'return', says('生成一张监管报表', "make a regulator's return"))
    .argument('<id>', says('报表编号,如 cn-three-axes', 'such as cn-three-axes'))
    .requiredOption(
      '--period <period>',
      says('期间:2026、2026-H2、2026-Q3、2026-11 或起止日期', 'such as 2026, 2026-H2, 2026-Q3, 2026-11'),
    )
    .addOption(packs())
    .addOption(unitAndBelow())
    .option('--csv', says('输出 CSV', 'as CSV'))
    .option('--bom', says('CSV 带 UTF-8 标记,供 Excel 打开', 'a CSV that spreadsheets know as UTF-8'))
    .option('--out <file>', says('CSV 写入该文件', 'a CSV into this file'))
    .action(run(async () => (await import('../reports/returns.ts')).makeReturn));
}
