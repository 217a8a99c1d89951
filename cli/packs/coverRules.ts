import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '../../config/environment.ts';
import { projectRoot } from '../../config/projectRoot.ts';
import { coverageTable } from '../../packs/coverage/coverageTable.ts';
import { figuresPage } from '../../packs/coverage/figuresPage.ts';
import { missingFigures } from '../../packs/coverage/missingFigures.ts';
import { ruleCoverage } from '../../packs/coverage/ruleCoverage.ts';
import { installedCalendars } from '../../packs/calendar/loadCalendars.ts';
import { booksIn } from '../../packs/figure/booksIn.ts';
import { packsIn } from '../../packs/load/loadPacks.ts';
import type { Output } from '../output/output.ts';

/**
 * `redress pack coverage`: writes the table of rules and the page of figures; with `check` only says whether they are
 * complete and current. Returns the exit code.
 */
export function coverRules(_env: Environment, out: Output, { check }: { readonly check?: boolean }): number {
  const root = projectRoot();
  const folder = join(root, 'packs');
  const { rules, faults } = ruleCoverage(folder, root);
  const packs = packsIn([folder], installedCalendars([folder]));
  const faulty: string[] = [];
  const books = booksIn([folder], packs, (line) => faulty.push(line));
  const missing = missingFigures(folder, books).map((id) => `${id} has no definition in packs/figures`);
  for (const fault of [...faults, ...faulty, ...missing]) out.line(fault);
  const pages = [
    [join('docs', 'rules-coverage.md'), coverageTable(rules)],
    [join('docs', 'figures.md'), figuresPage(books)],
  ] as const;
  let stale = 0;
  for (const [page, text] of pages) {
    const path = join(root, page);
    if (check !== true) writeFileSync(path, text);
    else if (!existsSync(path) || readFileSync(path, 'utf8') !== text) {
      out.line(`${page} is stale; write it again: npm run coverage:rules`);
      stale += 1;
    }
  }
  if (stale + faults.length + faulty.length + missing.length > 0) return 1;
  const shown = rules.filter((rule) => rule.waits === undefined).length;
  const figures = books.reduce((sum, book) => sum + book.figures.length, 0);
  out.line(`${pages[0][0]}: ${shown} rules shown, ${rules.length - shown} waiting; ${pages[1][0]}: ${figures} figures`);
  return 0;
}
