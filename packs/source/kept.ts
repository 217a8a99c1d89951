import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { own } from '../../domain/values/own.ts';

type Results = Record<string, unknown>;

/** What was parsed, for processes of the same build that start later. */
export class KeptResults {
  readonly #file: string;
  /** The compiler's own account of all that it has built. */
  readonly #build: string;
  /** `null` where nothing is kept. */
  #known: Results | null | undefined;
  #recorded: Results | undefined;

  constructor(folder: string) {
    this.#file = join(folder, 'parsed-packs.json');
    this.#build = join(folder, '.tsbuildinfo');
  }

  /** `of`: everything that the result follows from, as plain data; nothing is found for anything else. */
  find<T>(of: readonly unknown[], parse: () => T): T {
    if (this.#known === undefined) this.#known = this.#read();
    if (this.#known === null) return parse();
    const key = digest(JSON.stringify(of));
    const result = (own(this.#known, key) as T | undefined) ?? parse();
    if (this.#recorded !== undefined) this.#recorded[key] = result;
    return result;
  }

  /** Keeps all that `work` asks for. */
  keep(work: () => void): void {
    this.#known = {};
    this.#recorded = {};
    work();
    const build = digest(readFileSync(this.#build));
    writeFileSync(this.#file, JSON.stringify({ build, results: this.#recorded }));
  }

  #read(): Results | null {
    if (!existsSync(this.#file) || !existsSync(this.#build)) return null;
    const { build, results } = JSON.parse(readFileSync(this.#file, 'utf8')) as {
      readonly build: string;
      readonly results: Results;
    };
    return build === digest(readFileSync(this.#build)) ? results : null;
  }
}

/** Beside the sources there are none. */
export const OF_THE_BUILD = new KeptResults(fileURLToPath(new URL('../../', import.meta.url)));

/**
 * What `parse` gives of a shipped file, as the build has kept it: YAML would take a starting process longer than all
 * else.
 */
export function kept<T>(of: readonly unknown[], parse: () => T): T {
  return OF_THE_BUILD.find(of, parse);
}

function digest(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
