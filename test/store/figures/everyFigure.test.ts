import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { parse } from 'yaml';

const HERE = new URL('.', import.meta.url);
const SYSTEMS = z
  .record(z.string(), z.array(z.string()))
  .parse(parse(readFileSync('packs/golden/figures.yaml', 'utf8')));

/** What the tests of figures say they show: texts such as `S1-K6: the sub-branch …`. */
const titles = readdirSync(HERE, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts'))
  .flatMap((file) => [...readFileSync(new URL(file, HERE), 'utf8').matchAll(/['"`](S\d-[^'"`\n]*?): /g)])
  .map(([, title = '']) => title);
const named = new Set(titles.flatMap((title) => title.match(/\bS\d-[BK]\d+[a-d]?(?![\w-])/g) ?? []));

it.each(Object.keys(SYSTEMS))('every figure of %s has a test that names it', (system) => {
  const ids = (SYSTEMS[system] ?? []).map((id) => `${system}-${id}`);
  expect(ids.filter((id) => !named.has(id))).toEqual([]);
});
