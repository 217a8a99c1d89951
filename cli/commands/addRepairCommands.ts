import type { Command } from 'commander';
import { says } from '../output/spoken.ts';
import { command, run } from './command.ts';

/** Log, read model and workflows that must agree. */
export function addRepairCommands(program: Command): void {
  command(program, 'rebuild', says('由事件日志重建读模型', 'make the read model again from the log')).action(
    run(async () => (await import('../repair/rebuild.ts')).rebuild),
  );
  command(program, 'verify', says('核对日志、读模型与工作流', 'compare log, read model and workflow'))
    .argument('[no]', says('投诉编号;缺省为全部', 'a complaint number; all when absent'))
    .action(run(async () => (await import('../repair/verify.ts')).verify));
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
    .action(run(async () => (await import('../repair/reconcile.ts')).reconcile));
}
