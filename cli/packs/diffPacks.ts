import type { Environment } from '../../config/environment.ts';
import { packDiff } from '../../packs/describe/packDiff.ts';
import { sayChange } from '../../packs/describe/sayChange.ts';
import type { Output } from '../output/output.ts';
import { packArgument } from './packArgument.ts';

/** `redress pack diff`. Packs in files use calendars in files. Exit code 0 with or without changes. */
export async function diffPacks(
  env: Environment,
  out: Output,
  before: string,
  after: string,
  { json }: { readonly json?: boolean },
): Promise<number> {
  const [old, now] = [await packArgument(env, before), await packArgument(env, after)];
  const changes = packDiff(old, now);
  if (json === true) {
    const [from, to] = [old, now].map(({ id, version }) => ({ id, version }));
    out.line(JSON.stringify({ before: from, after: to, changes }, undefined, 2));
    return 0;
  }
  out.line(`${old.id} ${old.version} → ${now.id} ${now.version}`);
  if (changes.length === 0) out.say({ zh: '内容相同。', en: 'They say the same.' });
  for (const change of changes)
    for (const line of sayChange(change, { before: old, after: now }, out.locale)) out.line(line);
  return 0;
}
