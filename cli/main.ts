/** Each command is a function of environment, output, arguments and options. */

import { Command, Option } from 'commander';
import { loadEnvironment, type Environment } from '../config/environment.ts';
import { BilingualError } from '../language/bilingual.ts';
import type { RegisterImport } from './registers/importRegister.ts';
import { outputIn, type Output } from './output/output.ts';
import { installed, says, spoken } from './output/spoken.ts';
import { helpInChinese, usageErrorInChinese } from './output/usageInChinese.ts';

const print = (line: string): void => void process.stdout.write(`${line}\n`);

// The processes that this one starts, and the settings, take it from here.
process.env['REDRESS_LOCALE'] ||= installed;

/**
 * Runs a command and keeps its exit code. Only its own modules are loaded: reading those of all takes longer than most
 * commands do.
 */
function run<Given extends readonly unknown[]>(
  load: () => Promise<(env: Environment, out: Output, ...given: Given) => Promise<number> | number>,
): (...given: Given) => Promise<void> {
  return async (...given) => {
    const command = await load();
    process.exitCode = await command(loadEnvironment(), outputIn(spoken, print), ...given);
  };
}

const command = (parent: Command, name: string, description: string): Command =>
  parent
    .command(name)
    .description(description)
    .addOption(
      new Option(
        '--locale <locale>',
        says('输出语言,优先于 REDRESS_LOCALE', 'output language; overrides REDRESS_LOCALE'),
      ).choices(['zh', 'en']),
    );
const faultLocale = (): Option =>
  new Option('--locale <locale>', says('语言', 'language')).choices(['zh', 'en', 'both']).default('both');

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
program
  .command('up')
  .description(says('启动全部服务,Ctrl-C 停止', 'start everything on this machine'))
  .option('--demo', says('无人员时载入演示组织', 'invented people, where there are none yet'))
  .action(run(async () => (await import('./installation/up.ts')).up));
const demonstration = command(program, 'demo', says('加速演练', 'a sped-up drill in front of you'))
  .option('--speed <n>', says('倍速', 'times the speed'), '600')
  .option('--api <url>', says('运行中的接口地址', 'address of a running API'))
  .action(run(async () => (await import('./demo/demo.ts')).demo));
command(
  demonstration,
  'year',
  says(
    '在没有案件的安装中生成一个演示年度,并与报告数字对照',
    'a year of cases in an empty installation, and its figures beside those reported',
  ),
)
  .option('--seed <text>', says('随机种子', 'the same seed makes the same year'), '2026')
  .option('--share <part>', says('只生成一部分', 'only a part of the year'), '1')
  .action(run(async () => (await import('./year/demoYear.ts')).demoYear));
command(program, 'doctor', says('检查各部分及修复办法', 'check each part and say how to mend it'))
  .option('--json', 'JSON')
  .action(run(async () => (await import('./doctor/doctor.ts')).doctor));
const pack = program.command('pack').description(says('制度包', 'policy packs'));
pack
  .command('check')
  .description(
    says(
      '检查制度包(日历只看文件):每处错误的文件:行:列',
      'check packs, against calendars of files: file:line:column of every mistake',
    ),
  )
  .argument('<files...>')
  .addOption(faultLocale())
  .action(run(async () => (await import('./packs/checkPacks.ts')).checkPacks));
command(pack, 'new', says('新建最小的制度包及范例', 'the smallest pack that works, with golden cases, to begin with'))
  .argument('<id>', says('制度包名称', 'id of the pack'))
  .action(run(async () => (await import('./packs/newPack.ts')).newPack));
command(pack, 'test', says('用范例检验制度包', 'live through the golden cases beside a pack: golden/<its id>/*.yaml'))
  .argument('<files...>')
  .action(run(async () => (await import('./packs/testPacks.ts')).testPacks));
pack
  .command('schema')
  .description(says('输出制度包的 JSON Schema', 'print the JSON Schema of a pack'))
  .action(async () =>
    print(JSON.stringify((await import('../packs/schema/packJsonSchema.ts')).packJsonSchema(), undefined, 2)),
  );
const figures = command(program, 'figures', says('指标:一个或全部', 'figures of a period: one, or all of a pack'))
  .argument('[id]', says('指标编号,如 S1-K1;缺省为全部', 'such as S1-K1; all when absent'))
  .option('--pack <id>', says('制度包', 'the pack'))
  .option('--period <period>', says('期间,如 2026 或 2026-11', 'such as 2026 or 2026-11'))
  .option('--from <date>', says('首日', 'first day'))
  .option('--to <date>', says('末日', 'last day'))
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
  .option('--part <key>', says('列出 --by 拆分的哪一部分的案件', 'of which part, as --by tells them apart, the cases'))
  .option('--json', 'JSON')
  .action(run(async () => (await import('./figures/askFigures.ts')).askFigures));
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
  .action(run(async () => (await import('./figures/checkFigures.ts')).checkFigures));
figures
  .command('schema')
  .description(says('输出指标定义的 JSON Schema', 'print the JSON Schema of a book of figures'))
  .action(async () =>
    print(JSON.stringify((await import('../packs/figure/figureSchema.ts')).bookJsonSchema(), undefined, 2)),
  );
const calendar = program.command('calendar').description(says('工作日历', 'working calendars'));
calendar
  .command('import')
  .description(
    says('公布一年的日历并通知未结案件,可重复执行', 'publish a year and tell the open cases; may be run again'),
  )
  .argument('<file>', says('一年一个文件', 'one year'))
  .requiredOption('--by <person>', says('公布人(系统管理员)', 'the administrator who publishes it'))
  .addOption(faultLocale())
  .action(run(async () => (await import('./calendar/importCalendar.ts')).importCalendar));
command(
  calendar,
  'closure',
  says('停业令:预览,加 --yes 下达', 'close days for some cases: a preview, and with --yes the order'),
)
  .requiredOption('--from <date>', says('首日', 'first day'))
  .option('--to <date>', says('末日(缺省为首日)', 'last day; the first when absent'))
  .requiredOption('--unit <unit>', says('机构及其下级', 'the unit and all below it'))
  .option('--pack <id>', says('只限该包', 'only cases under this pack'))
  .option('--category <id>', says('只限该类别', 'only cases of this category'))
  .requiredOption('--reason <text>', says('事由', 'why'))
  .requiredOption('--by <person>', says('申请人(系统管理员)', 'the administrator who asks'))
  .requiredOption(
    '--approver <person>',
    says(
      '批准人:另一人,属该机构或其上级,有审批角色',
      'who agrees: another person, of the unit or above it, with a role that approves',
    ),
  )
  .option('--id <id>', says('停业令编号', 'id of the order'))
  .option('--yes', says('下达', 'order it'))
  .action(run(async () => (await import('./calendar/closure.ts')).orderClosure));
command(calendar, 'closure-undo', says('撤销停业令,到期时刻恢复', 'undo an order: the due moments come back'))
  .argument('<id>')
  .requiredOption('--by <person>', says('撤销人(系统管理员)', 'the administrator who undoes it'))
  .requiredOption('--reason <text>', says('事由', 'why'))
  .action(
    run(async () => {
      const { onCases } = await import('./calendar/calendarParts.ts');
      return onCases((await import('./calendar/closure.ts')).undoClosure);
    }),
  );
pack
  .command('coverage')
  .description(says('规则与范例对照表', 'the table of rules and the golden cases that show them'))
  .option('--check', says('只检查是否完整、最新', 'say only whether it is complete and current'))
  .action(run(async () => (await import('./packs/coverRules.ts')).coverRules));
command(
  pack,
  'migrate',
  says('在办件迁移到新版本:预览、申请、批准', 'move open cases to another version: preview, request, approve'),
)
  .argument('<id>', says('制度包', 'the pack'))
  .requiredOption('--to <version>', says('目标版本', 'the version to move to'))
  .option('--preview', says('逐案预览,不作改动', 'what would happen to each case; nothing is changed'))
  .option('--request', says('申请', 'ask for it'))
  .option('--approve', says('批准并执行(可续)', 'agree to it and move the cases; may be run again'))
  .option('--by <person>', says('申请人;批准人须为另一名系统管理员', 'who asks, or another administrator who agrees'))
  .action(
    run(async () => {
      const { onCases } = await import('./calendar/calendarParts.ts');
      return onCases((await import('./packs/migratePack.ts')).migratePack);
    }),
  );
command(program, 'import', says('批量登记(限速,可续)', 'register many complaints, throttled and resumable'))
  .argument('<file>', says('每行一个 JSON,或 .csv、.xlsx 表格', 'one JSON body a line, or a table: .csv, .xlsx'))
  .option('--mapping <file>', says('表格各列对应的字段(YAML)', 'which column of a table is which field (YAML)'))
  .option('--dry-run', says('只检查,不登记', 'only check; nothing is registered'))
  .option(
    '--history',
    says('连同既往经过迁入(系统管理员)', 'with their own past: moments and what was done (administrators)'),
  )
  .option('--rate <n>', says('每秒最多', 'a second at most'), '20')
  .option('--api <url>', says('接口地址', 'address of the API'))
  .option('--actor <person>', says('登记人', 'who registers'))
  .option('--rejects <file>', says('被拒行写入', 'where refused lines go'))
  .option('--results <file>', says('编号与查询码写入', 'where number and receipt code of each line go'))
  .action(run(async () => (await import('./cases/importCases.ts')).importCases));
program
  .command('organisation')
  .description(says('机构与人员', 'units and people'))
  .command('import')
  .description(says('导入机构与人员:全部生效或全不生效', 'units and people of a file: all of them or none'))
  .argument('<file>', says('YAML,或首行为列名的 CSV', 'YAML, or CSV whose first line names the columns'))
  .requiredOption('--by <person>', says('变更人(系统管理员)', 'the administrator who does it'))
  .option('--dry-run', says('只显示差异', 'only show what would change'))
  .addOption(faultLocale())
  .action(run(async () => (await import('./organisation/importOrganisation.ts')).importOrganisation));
const rowsOf = (parent: Command): Command =>
  command(
    parent,
    'import',
    says('导入各行:全部生效或全不生效', 'import rows, all of them or none; known ones are left alone'),
  )
    .argument('<file>', says('每行一个 JSON,或 .csv、.xlsx 表格', 'one JSON row a line, or a table: .csv, .xlsx'))
    .requiredOption('--pack <id>', says('制度包', 'the pack'))
    .option('--mapping <file>', says('表格各列对应的字段(YAML)', 'which column of a table is which field (YAML)'))
    .option('--dry-run', says('只显示差异', 'only show what would change'))
    .option('--api <url>', says('接口地址', 'address of the API'))
    .option('--actor <person>', says('登记人', 'who records them'));
const registers = program
  .command('registers')
  .description(says('台账:回访、问责、改进、案外事项、公示联系方式', 'registers: answers, measures, improvements ...'));
rowsOf(registers)
  .requiredOption('--register <name>', 'answers, measures, improvements, items, contacts')
  .action(run(async () => (await import('./registers/importRegister.ts')).importRegister));
const series = program.command('series').description(says('外部数据', 'numbers of other systems'));
rowsOf(series).action(
  run(async () => {
    const { importRegister } = await import('./registers/importRegister.ts');
    return (env, out, file: string, options: Omit<RegisterImport, 'register'>) =>
      importRegister(env, out, file, { ...options, register: 'series' });
  }),
);
command(program, 'rebuild', says('由事件日志重建读模型', 'make the read model again from the log')).action(
  run(async () => {
    const { rebuild } = await import('./repair/rebuild.ts');
    return (env, { locale, line }) => rebuild(env, locale, line);
  }),
);
command(program, 'freeze', says('期末冻结统计口径', 'freeze the classes at the close of a period'))
  .requiredOption('--until <date>', says('期间最后一日', 'last day of the period'))
  .option('--pack <id>', says('只限该包', 'only cases under this pack'))
  .option('--by <person>', says('操作人(系统管理员)', 'the administrator who does it'))
  .option('--api <url>', says('接口地址', 'address of the API'))
  .action(run(async () => (await import('./cases/freeze.ts')).freeze));
command(program, 'archive', says('归档早已终结案件的事件日志', 'archive the logs of cases that are long over'))
  .requiredOption('--before <date>', says('此日之前终结(UTC)', 'that ended before this day (UTC)'))
  .option('--dry-run', says('只计数', 'only count them'))
  .action(run(async () => (await import('./cases/archive.ts')).archive));
const duty = command(program, 'duties', says('各单位应报与已报', 'what units owe and have handed in'))
  .option('--pack <id>', says('只限该包', 'only of this pack'))
  .option('--duty <id>', says('只限该职责', 'only this duty'))
  .option('--unit <id>', says('只限该单位', 'only this unit'))
  .option('--from <date>', says('起始日期', 'first day'))
  .option('--to <date>', says('截止日期', 'last day'))
  .option('--missing', says('只列未报', 'only what is missing'))
  .option('--by <person>', says('操作人', 'who asks'))
  .option('--api <url>', says('接口地址', 'address of the API'))
  .action(run(async () => (await import('./duties/duties.ts')).duties));
command(duty, 'hand-in', says('报送', 'hand in what a unit owes; again to correct it'))
  .argument('<duty>', says('职责', 'the duty'))
  .requiredOption('--pack <id>', says('所属包', 'of this pack'))
  .requiredOption('--unit <id>', says('报送单位', 'the unit that owes it'))
  .requiredOption('--day <date>', says('所报日期', 'the day that it is about'))
  .option('--nil', says('零报告', 'nothing to report'))
  .option('--set <name=value...>', says('填报内容', 'what it says'))
  .option('--by <person>', says('报送人', 'who hands it in'))
  .option('--api <url>', says('接口地址', 'address of the API'))
  .action(run(async () => (await import('./duties/handInDuty.ts')).handInDuty));
command(
  program,
  'close-period',
  says('关闭期间:留存指标、案件与定义', 'close a period: keep its figures, cases and definitions'),
)
  .requiredOption('--pack <id>', says('制度包', 'the pack'))
  .option('--period <period>', says('期间,如 2026 或 2026-11', 'such as 2026 or 2026-11'))
  .option('--from <date>', says('首日', 'first day'))
  .option('--to <date>', says('末日', 'last day'))
  .option('--by <person>', says('操作人(系统管理员)', 'the administrator who does it'))
  .option('--api <url>', says('接口地址', 'address of the API'))
  .action(run(async () => (await import('./figures/closePeriod.ts')).closePeriod));
const reports = command(program, 'report', says('生成报告', 'have a report made'))
  .argument('[name]', says('报告名称', 'the report'), 'retrospective')
  .option(
    '--period <period>',
    says(
      '年、月或起止日期:2026、2026-11、2026-01-01..2026-06-30',
      'a year, a month or days: 2026, 2026-11, 2026-01-01..2026-06-30',
    ),
  )
  .option('--pack <ids>', says('包,逗号分隔;all 为全部', 'packs, separated by commas; all for all of them'), 'all')
  .option('--unit <id>', says('只限该单位及其下级', 'only this unit and those below it'))
  .option('--case <no>', says('改为一件投诉的复盘', 'instead: the retrospective of this complaint'))
  .option(
    '--format <formats>',
    says('格式,逗号分隔:html、pdf、docx、xlsx', 'formats, separated by commas: html, pdf, docx, xlsx'),
    'html,pdf,docx,xlsx',
  )
  .option('--out <folder>', says('存放文件夹', 'into this folder'), '.')
  .option('--by <person>', says('操作人', 'who asks for the retrospective of a complaint'))
  .option('--api <url>', says('接口地址,数字链接到此', 'address of the API; numbers link to it'))
  .action(run(async () => (await import('./reports/report.ts')).report));
reports
  .command('schema')
  .description(says('输出报告定义的 JSON Schema', 'print the JSON Schema of a report'))
  .action(async () =>
    print(JSON.stringify((await import('../packs/report/reportSchema.ts')).reportJsonSchema(), undefined, 2)),
  );
const returns = command(program, 'returns', says('监管报表:一览', "regulators' returns that can be made")).action(
  run(async () => (await import('./reports/returns.ts')).listReturns),
);
returns
  .command('schema')
  .description(says('输出监管报表的 JSON Schema', 'print the JSON Schema of a return'))
  .action(async () =>
    print(JSON.stringify((await import('../packs/return/returnSchema.ts')).returnJsonSchema(), undefined, 2)),
  );
returns
  .command('code-schema')
  .description(says('输出代码表的 JSON Schema', 'print the JSON Schema of a code list'))
  .action(async () =>
    print(JSON.stringify((await import('../packs/return/codeListSchema.ts')).codeListJsonSchema(), undefined, 2)),
  );
command(program, 'return', says('生成一张监管报表', "make a regulator's return"))
  .argument('<id>', says('报表编号,如 cn-three-axes', 'such as cn-three-axes'))
  .requiredOption(
    '--period <period>',
    says('期间:2026、2026-H2、2026-Q3、2026-11 或起止日期', 'such as 2026, 2026-H2, 2026-Q3, 2026-11'),
  )
  .option('--pack <ids>', says('包,逗号分隔;all 为全部', 'packs, separated by commas; all for all of them'), 'all')
  .option('--unit <id>', says('只限该单位及其下级', 'only this unit and those below it'))
  .option('--csv', says('输出 CSV', 'as CSV'))
  .option('--bom', says('CSV 带 UTF-8 标记,供 Excel 打开', 'a CSV that spreadsheets know as UTF-8'))
  .option('--out <file>', says('CSV 写入该文件', 'a CSV into this file'))
  .action(run(async () => (await import('./reports/returns.ts')).makeReturn));
command(program, 'verify', says('核对日志、读模型与工作流', 'compare log, read model and workflow'))
  .argument('[no]', says('投诉编号;缺省为全部', 'a complaint number; all when absent'))
  .action(
    run(async () => {
      const { verify } = await import('./repair/verify.ts');
      return (env, { locale, line }, no: string | undefined) => verify(env, no, locale, line);
    }),
  );
command(
  program,
  'reconcile',
  says('恢复备份后使日志与工作流一致', 'after a restore: make log and workflows agree again'),
)
  .argument('[no]', says('投诉编号;缺省为全部', 'a complaint number; all when absent'))
  .option(
    '--anew',
    says(
      '不论工作流现状,据事件日志另起新运行(历史无法重放等情形)',
      'a new run from the log, whatever the workflow holds, e.g. when its history cannot be replayed',
    ),
  )
  .action(
    run(async () => {
      const { reconcile } = await import('./repair/reconcile.ts');
      return (env, { locale, line }, no: string | undefined, options: { readonly anew?: boolean }) =>
        reconcile(env, no, { ...options, locale }, line);
    }),
  );
command(program, 'migrate', says('升级数据库结构', 'bring the database schema up to date'))
  .option(
    '--organisation <files...>',
    says('无人员时载入的组织文件(YAML 或 CSV)', 'files of units and people (YAML, CSV) for a database without people'),
  )
  .action(run(async () => (await import('./installation/migrateDatabase.ts')).migrateDatabase));
command(
  program,
  'prepare-temporal',
  says('建立命名空间与搜索属性', 'make the namespace and its search attributes'),
).action(run(async () => (await import('./installation/prepareTemporal.ts')).prepareTemporal));
program
  .command('temporal')
  .description(
    says(
      'Temporal 自带的命令行,已指向本装置的服务与命名空间',
      "Temporal's own CLI, on the server and namespace of this installation",
    ),
  )
  .argument('[args...]')
  .helpOption(false)
  .allowUnknownOption()
  .passThroughOptions()
  .action(run(async () => (await import('./installation/temporal.ts')).temporal));

const PACK = says('文件、id 或 id@version', 'a file, an id or id@version');
command(
  program,
  'simulate',
  says('演练政策:脚本,或一段期间的历史案件', 'rehearse a pack: a script, or the recorded cases of a period'),
)
  .argument('<pack>', PACK)
  .argument(
    '[script]',
    says(
      '脚本(YAML 或 JSON),同 POST /v1/packs/{id}/simulate',
      'script (YAML or JSON), as for POST /v1/packs/{id}/simulate',
    ),
  )
  .option(
    '--recorded',
    says('一段期间的历史案件,若依该制度包会如何', 'recorded cases of a period, as they would have been under the pack'),
  )
  .option('--from <date>', says('登记日起', 'first day of registration'))
  .option('--to <date>', says('登记日止(含)', 'last day of registration, inclusive'))
  .option('--pack <id>', says('取哪个包的案件;缺省为该包本身', 'cases of this pack; the default is the pack itself'))
  .option(
    '--in-force',
    says(
      '按案件当时所依的版本预演,与实际对照',
      'each case under the versions that it went by, to compare with what happened',
    ),
  )
  .option('--drills', says('只看演练,不看真实案件', 'rehearsals instead of real cases'))
  .option('--json', 'JSON')
  .action(run(async () => (await import('./whatif/simulate.ts')).simulate));
command(
  program,
  'preflight',
  says('检查今后每一级通知是否有人可通知', 'is there somebody on every coming rung of every open case'),
)
  .option('--json', 'JSON')
  .action(run(async () => (await import('./whatif/preflight.ts')).preflight));
command(pack, 'diff', says('比较两个包', 'what changes from one pack to another, before and after'))
  .argument('<before>', PACK)
  .argument('<after>')
  .option('--json', 'JSON')
  .action(run(async () => (await import('./packs/diffPacks.ts')).diffPacks));

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
