import type { Command } from 'commander';
import { says } from '../output/spoken.ts';
import { command, faultLocale, run, runOnCases } from './command.ts';

/** Working days. */
export function addCalendarCommands(program: Command): void {
  const calendar = program.command('calendar').description(says('工作日历', 'working calendars'));
  calendar
    .command('import')
    .description(
      says('公布一年的日历并通知未结案件,可重复执行', 'publish a year and tell the open cases; may be run again'),
    )
    .argument('<file>', says('一年一个文件', 'one year'))
    .requiredOption('--by <person>', says('公布人(系统管理员)', 'the administrator who publishes it'))
    .addOption(faultLocale())
    .action(run(async () => (await import('../calendar/importCalendar.ts')).importCalendar));
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
    .action(run(async () => (await import('../calendar/closure.ts')).orderClosure));
  command(calendar, 'closure-undo', says('撤销停业令,到期时刻恢复', 'undo an order: the due moments come back'))
    .argument('<id>')
    .requiredOption('--by <person>', says('撤销人(系统管理员)', 'the administrator who undoes it'))
    .requiredOption('--reason <text>', says('事由', 'why'))
    .action(runOnCases(async () => (await import('../calendar/closure.ts')).undoClosure));
}
