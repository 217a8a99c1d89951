import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '../../config/environment.ts';
import { projectRoot } from '../../config/projectRoot.ts';
import { coverageTable } from '../../packs/coverage/coverageTable.ts';
import { ruleCoverage } from '../../packs/coverage/ruleCoverage.ts';
import type { Output } from '../output/output.ts';

const PAGE = join('docs', 'rules-coverage.md');

/**
 * `redress pack coverage`: writes the table; with `check` only says whether it is complete and current. Returns the
 * exit code.
 */
export function coverRules(_env: Environment, out: Output, { check }: { readonly check?: boolean }): number {
  const root = projectRoot();
  const { rules, faults } = ruleCoverage(join(root, 'packs'), root);
  const table = coverageTable(rules);
  const path = join(root, PAGE);
  for (const fault of faults) out.line(fault);
  if (check !== true) writeFileSync(path, table);
  else if (!existsSync(path) || readFileSync(path, 'utf8') !== table) {
    out.line(`${PAGE} is stale; write it again: npm run coverage:rules`);
    return 1;
  }
  if (faults.length > 0) return 1;
  const shown = rules.filter((rule) => rule.waits === undefined).length;
  out.line(`${PAGE}: ${shown} rules shown, ${rules.length - shown} waiting`);
  return 0;
}
