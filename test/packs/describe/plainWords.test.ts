import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../../config/projectRoot.ts';
import { LIMIT_KINDS } from '../../../packs/schema/clockSchema.ts';
import type { AuthoredPack } from '../../../packs/schema/packSchema.ts';
import { sayLimit } from '../../../packs/describe/sayLimit.ts';
import { unknownName } from '../../../packs/source/unknownName.ts';

describe('a limit', () => {
  it('of seconds is said in both languages', () => {
    expect(sayLimit({ seconds: 20 }, {} as AuthoredPack)).toEqual({ zh: '20 秒', en: '20 seconds' });
    expect(sayLimit({ seconds: 1 }, {} as AuthoredPack).en).toBe('1 second');
  });

  it.each(LIMIT_KINDS.filter((kind) => kind !== 'field' && kind !== 'none'))('of %s has a Chinese word', (kind) => {
    expect(sayLimit({ [kind]: 2 }, {} as AuthoredPack).zh).toMatch(/^2 \p{Script=Han}+$/u);
  });
});

describe('a name that nothing defines', () => {
  const folder = join(projectRoot(), 'packs');
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const kinds = sources.flatMap((file) =>
    [
      ...readFileSync(join(folder, file), 'utf8').matchAll(/(?:unknownNames?\(|what: |\bname\(|\beach\()\s*'(\w+)'/g),
    ].map((match) => match[1] ?? ''),
  );

  it.each([...new Set(kinds)])('%s: its kind has a Chinese word', (kind) => {
    expect(unknownName(kind, 'x', [], []).zh).not.toContain(kind);
  });
  it('may be a status or a code', () =>
    expect(kinds).toEqual(expect.arrayContaining(['status', 'code', 'level', 'pack'])));
});
