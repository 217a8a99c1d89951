import { checkRows } from './checkApprovals.ts';
import type { Finding } from '../source/fault.ts';
import type { AuthoredPack } from '../schema/packSchema.ts';

/** The class table: total, every row reachable, one title for one class. */
export function* checkClasses(pack: AuthoredPack): Generator<Finding> {
  yield* checkRows(pack, pack.classes, ['classes']);
  const titles = new Map<string, string>();
  for (const [index, row] of pack.classes.entries()) {
    const title = `${row.title.zh}/${row.title.en}`;
    const known = titles.get(row.class) ?? title;
    titles.set(row.class, known);
    if (known !== title)
      yield {
        code: 'class-two-titles',
        path: ['classes', index, 'title'],
        zh: `口径 "${row.class}" 有两个名称`,
        en: `class "${row.class}" has two titles`,
      };
  }
}
