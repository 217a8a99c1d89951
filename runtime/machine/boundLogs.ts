import { copyFileSync, existsSync, renameSync, statSync, truncateSync } from 'node:fs';

/** A log and its old ones: 50 MB at most, and what one look misses. */
const MOST_BYTES = 10_000_000;
const OLD_ONES = 4;
const LOOK_EVERY_MS = 5_000;

/**
 * Keeps logs from filling the disk: a long one becomes `<name>.1`, that one `<name>.2`, the last is dropped. Copied and
 * cut, because servers that outlive us keep their files open. Returns what ends it.
 */
export function boundLogs(files: readonly string[]): () => void {
  const timer = setInterval(() => {
    for (const file of files) if (existsSync(file) && statSync(file).size > MOST_BYTES) cut(file);
  }, LOOK_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

function cut(file: string): void {
  for (let old = OLD_ONES - 1; old > 0; old -= 1)
    if (existsSync(`${file}.${old}`)) renameSync(`${file}.${old}`, `${file}.${old + 1}`);
  copyFileSync(file, `${file}.1`);
  truncateSync(file);
}
