import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../../config/projectRoot.ts';
import { LIMIT_KINDS } from '../../../packs/schema/clockSchema.ts';
import { keyWords } from '../../../packs/describe/diffWords.ts';
import { unknownName } from '../../../packs/source/fault.ts';

describe('a limit', () => {
  it.each(LIMIT_KINDS)('of %s has a Chinese word', (kind) => {
    expect(keyWords('clocks', kind).zh).toMatch(/^\p{Script=Han}+$/u);
  });
});

describe('a name that nothing defines', () => {
  const folder = join(projectRoot(), 'packs');
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const files = [...sources.map((file) => join(folder, file)), join(folder, '../domain/case/factCatalogue.ts')];
  const kinds = files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/(?:unknownName\(|of: |\bname\()\s*'(\w+)'/g)].map(
      (match) => match[1] ?? '',
    ),
  );

  it.each([...new Set(kinds)])('%s: its kind has a Chinese word', (kind) => {
    expect(unknownName(kind, 'x', [], []).zh).not.toContain(kind);
  });
  it('may be a status or a code', () =>
    expect(kinds).toEqual(expect.arrayContaining(['status', 'code', 'level', 'pack'])));
});
