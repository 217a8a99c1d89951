import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../config/projectRoot.ts';
import { coverageTable } from '../../packs/coverage/coverageTable.ts';
import { ruleCoverage } from '../../packs/coverage/ruleCoverage.ts';

const PAGE = join('docs', 'rules-coverage.md');

/**
 * `redress pack coverage`: writes the table of rules and golden cases, or with `check` only says whether it is complete
 * and current. Returns the exit code.
 */
export function coverRules(options: { readonly check?: boolean }, out: (line: string) => void): number {
  const root = projectRoot();
  const { rules, faults } = ruleCoverage(join(root, 'packs'), root);
  const table = coverageTable(rules);
  const path = join(root, PAGE);
  for (const fault of faults) out(fault);
  if (options.check !== true) writeFileSync(path, table);
  else if (!existsSync(path) || readFileSync(path, 'utf8') !== table) {
    out(`${PAGE} is stale; write it again: npm run coverage:rules`);
    return 1;
  }
  if (faults.length > 0) return 1;
  out(
    `${PAGE}: ${rules.filter((rule) => rule.waits === undefined).length} rules shown, ${rules.filter((rule) => rule.waits !== undefined).length} waiting`,
  );
  return 0;
}
