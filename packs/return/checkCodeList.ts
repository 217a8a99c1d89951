/** What a code list of the right shape can still get wrong. */

import { own } from '../../domain/values/own.ts';
import { unknownName, wrong, type Findings } from '../source/fault.ts';
import type { AuthoredCodeList } from './codeListSchema.ts';

export function* checkCodeList({ versions }: AuthoredCodeList): Findings {
  const seen = new Set<string>();
  for (const [index, { version, from, codes }] of versions.entries()) {
    if (seen.has(version))
      yield wrong('version-twice', ['versions', index, 'version'], `版本 ${version} 重复`, `${version} is there twice`);
    seen.add(version);
    const before = versions[index - 1]?.from;
    if (before !== undefined && from <= before)
      yield wrong(
        'version-order',
        ['versions', index, 'from'],
        `应晚于上一版本的 ${before}`,
        `must be after that of the version before, ${before}`,
      );
    for (const [code, { parent }] of Object.entries(codes)) {
      const path = ['versions', index, 'codes', code, 'parent'];
      if (parent === undefined) continue;
      const above = own(codes, parent);
      if (above === undefined) yield unknownName('code', parent, Object.keys(codes), path);
      else if (above.parent !== undefined || parent === code)
        yield wrong('code-too-deep', path, '上级代码不能再有上级', 'what a code is part of may not be part of another');
    }
  }
}
