import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../../config/projectRoot.ts';
import { own } from '../../../domain/values/own.ts';
import { inheritedNames } from '../../support/tools/inheritedNames.ts';
import { inheritedLookups } from '../../support/tools/inheritedLookups.ts';

const WHERE_NAMES_ARRIVE = /^(domain|contracts|workflows|activities|store|packs|worker|client|api|cli)\//;

describe('names that every object has', () => {
  it.each(inheritedNames)('%s is in no record that does not have it itself', (name) => {
    expect(own({ a: 1 }, name)).toBeUndefined();
    expect(own(JSON.parse(`{${JSON.stringify(name)}: 1}`) as Record<string, number>, name)).toBe(1);
  });

  it('are looked up by `own` alone, wherever a name may come from outside', () => {
    const raw = inheritedLookups(
      projectRoot(),
      (file) => WHERE_NAMES_ARRIVE.test(file) && file !== 'domain/values/own.ts',
    );
    expect(raw).toEqual([]);
  });

  it('are found when a record is asked for them in another way', () => {
    const folder = mkdtempSync(join(tmpdir(), 'lookups-'));
    writeFileSync(join(folder, 'tsconfig.json'), '{ "compilerOptions": { "strict": true }, "files": ["asks.ts"] }');
    writeFileSync(
      join(folder, 'asks.ts'),
      [
        'declare const pack: { readonly actions?: Readonly<Record<string, { title: string }>>; readonly list: string[] };',
        'declare const name: string; declare const counts: Record<string, number>;',
        'pack.actions?.[name]?.title;',
        "'a' + name in counts;",
        'counts[name] += 1;',
        'counts[name] = 1; pack.list[0]; pack.list.map((_, index) => pack.list[index]); counts["a"];',
        'for (const key in counts) counts[key];',
      ].join('\n'),
    );
    try {
      expect(inheritedLookups(folder, (file) => file === 'asks.ts')).toEqual([
        'asks.ts:3: pack.actions?.[name]',
        "asks.ts:4: 'a' + name in counts",
        'asks.ts:5: counts[name]',
      ]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
