import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';

const OTHERS = new Set(['node_modules', 'dist', '.git', '.redress', 'test', 'bench']);

describe('the pages of documentation', () => {
  it('name only files that exist, where they say how the code is made', () => {
    const folders = readdirSync('.', { withFileTypes: true }).filter(
      (one) => one.isDirectory() && !OTHERS.has(one.name),
    );
    const files = folders.flatMap(({ name }) =>
      readdirSync(name, { recursive: true, encoding: 'utf8' }).map((file) => `${name}/${file}`),
    );
    const known = new Set([...files, ...files.map((file) => basename(file))]);
    const page = readFileSync('docs/architecture.md', 'utf8');
    const named = [...page.matchAll(/`([\w/.-]+\.(?:ts|sql|yaml))`/g)].map(([, name]) => name ?? '');
    expect(named.length).toBeGreaterThan(40);
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });

  it.each(['packs', 'calendars', 'operations', 'cluster'])(
    'have docs/%s.md in both languages, with the same examples',
    (name) => {
      const blocks = (file: string): number => readFileSync(file, 'utf8').split('\n```').length;
      const headings = (file: string): number => readFileSync(file, 'utf8').split(/\n#+ /).length;
      const [en, zh] = [`docs/${name}.md`, `docs/${name}.zh-CN.md`];
      expect([blocks(zh), headings(zh)]).toEqual([blocks(en), headings(en)]);
    },
  );
});
