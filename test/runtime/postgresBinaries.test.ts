import { mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { postgresBinaries } from '../../runtime/postgres/postgresBinaries.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'redress-libraries-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const librariesOf = (linkFolder: string) => readdirSync(linkFolder).map((name) => realpathSync(join(linkFolder, name)));

test('links to libraries that an upgrade or a move took away are made anew', () => {
  const fresh = join(folder, 'fresh');
  postgresBinaries(fresh);
  const names = readdirSync(fresh);
  for (const name of names) symlinkSync(join(folder, 'gone', name), join(folder, name));
  rmSync(join(folder, names[0] as string));
  symlinkSync(import.meta.filename, join(folder, names[0] as string));
  const expected = librariesOf(fresh);
  rmSync(fresh, { recursive: true });

  postgresBinaries(folder);

  expect(librariesOf(folder)).toEqual(expected);
});
