import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { goldenSchema, type GoldenCase } from '../schema/goldenSchema.ts';

type GoldenFile = Readonly<{
  /** In the folder of the pack. */
  file: string;
  cases: readonly GoldenCase[];
}>;

/** From `<folder>/golden/<pack id>`; throws naming file and case of what is out of form. */
export function readGolden(folder: string, pack: string): readonly GoldenFile[] {
  const path = join(folder, 'golden', pack);
  const files = existsSync(path) ? readdirSync(path).filter((name) => name.endsWith('.yaml')) : [];
  return files.sort().map((file) => {
    const listed = parse(readFileSync(join(path, file), 'utf8')) as readonly { readonly title?: string }[];
    const cases = listed.map((one, index) => {
      const read = goldenSchema.safeParse(one);
      if (read.success) return read.data;
      const where = `${join(path, file)}: ${one.title ?? `case ${index}`}`;
      throw new Error(
        read.error.issues.map((issue) => `${where}: ${issue.path.join('.')}: ${issue.message}`).join('\n'),
      );
    });
    return { file, cases };
  });
}
