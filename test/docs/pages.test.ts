import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
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

  it.each(['packs', 'calendars', 'operations', 'cluster', 'temporal', 'duties', 'demo-year'])(
    'have docs/%s.md in both languages, with the same examples',
    (name) => {
      const blocks = (file: string): number => readFileSync(file, 'utf8').split('\n```').length;
      const headings = (file: string): number => readFileSync(file, 'utf8').split(/\n#+ /).length;
      const [en, zh] = [`docs/${name}.md`, `docs/${name}.zh-CN.md`];
      expect([blocks(zh), headings(zh)]).toEqual([blocks(en), headings(en)]);
    },
  );

  it('have the same commands in docs/temporal.md in both languages', () => {
    const commands = (file: string): readonly string[] =>
      [...readFileSync(file, 'utf8').matchAll(/^```.*?^```/gms)].map(([block]) => block.replace(/ +# .*$/gm, ''));
    expect(commands('docs/temporal.zh-CN.md')).toEqual(commands('docs/temporal.md'));
  });

  it('show only pictures that there are, each small', () => {
    const pages = readdirSync('docs').filter((file) => file.endsWith('.md'));
    const all = [...pages.map((file) => `docs/${file}`), 'README.md', 'README.zh-CN.md'];
    const shown = all.flatMap((page) =>
      [...readFileSync(page, 'utf8').matchAll(/!\[[^\]]*\]\(([^)]+\.png)\)/g)].map(([, image = '']) =>
        join(page, '..', image),
      ),
    );
    expect(shown.length).toBeGreaterThan(6);
    expect(shown.filter((file) => statSync(file).size > 300_000)).toEqual([]);
    const kept = readdirSync('docs/images').map((file) => `docs/images/${file}`);
    expect(kept.filter((file) => !shown.includes(file))).toEqual([]);
  });
});
