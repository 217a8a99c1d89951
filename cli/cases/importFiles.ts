import { appendFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { own } from '../../domain/values/own.ts';

/** What became of a line that is registered, also by an earlier run. */
export type ImportResult = Readonly<{
  line: number;
  /** Hash of its content. */
  key: string;
  reference?: unknown;
  no: string;
  receiptCode: string | null;
}>;

/** What was registered, by the hash of its content. A line that a kill cut short counts as not there. */
export function readResults(file: string): Map<string, ImportResult> {
  if (!existsSync(file)) return new Map();
  const found = readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((text) => resultIn(text) ?? []);
  return new Map(found.map((one) => [one.key, one]));
}

function resultIn(text: string): ImportResult | undefined {
  try {
    const value = JSON.parse(text) as unknown;
    const known = typeof value === 'object' && value !== null && typeof own(value as ImportResult, 'no') === 'string';
    return known ? (value as ImportResult) : undefined;
  } catch {
    return undefined;
  }
}

/** A file of JSON lines for this user's eyes, written to as they come. `begin`: from now on, without earlier ones. */
export class LinesFile {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  begin(): void {
    rmSync(this.path, { force: true });
  }

  add(line: unknown): void {
    appendFileSync(this.path, `${JSON.stringify(line)}\n`, { mode: 0o600 });
  }

  /** So that the next line is a line of its own, whatever a kill left. */
  endLine(): void {
    if (existsSync(this.path) && !readFileSync(this.path, 'utf8').endsWith('\n')) appendFileSync(this.path, '\n');
  }
}
