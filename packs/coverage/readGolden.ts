import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { goldenSchema, type GoldenCase } from '../schema/goldenSchema.ts';

export interface GoldenFile {
  readonly pack: string;
  /** Name within the pack's folder. */
  readonly file: string;
  readonly cases: readonly GoldenCase[];
}

/**
 * The golden cases of a pack, in `<folder>/golden/<pack id>`; throws naming file and case when one is not of their
 * form.
 */
export function readGolden(folder: string, pack: string): readonly GoldenFile[] {
  const path = join(folder, 'golden', pack);
  const files = existsSync(path) ? readdirSync(path).filter((name) => name.endsWith('.yaml')) : [];
  return files.sort().map((file) => {
    const listed = parse(readFileSync(join(path, file), 'utf8')) as readonly { readonly title?: string }[];
    const cases = listed.map((one, index) => {
      const read = goldenSchema.safeParse(one);
      if (read.success) return read.data;
      throw new Error(
        read.error.issues
          .map(
            (issue) =>
              `${join(path, file)}: ${one.title ?? `case ${index}`}: ${issue.path.join('.')}: ${issue.message}`,
          )
          .join('\n'),
      );
    });
    return { pack, file, cases };
  });
}
