import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { projectRoot } from '../config/projectRoot.ts';
import { BilingualError } from '../language/bilingual.ts';
import type { ReportLine, ReportOrder } from './reportOrder.ts';

type Made = Extract<ReportLine, { made: unknown }>;

/** Many times what the largest report takes on a busy machine. */
const LIMIT_MS = 120_000;
/** MB of the process; the compiler of PDFs takes some hundred beside it. */
const MEMORY = 768;

/**
 * Has a report made in a process of its own; `onMade` is told of each file. Throws a `BilingualError` for what the
 * process says is wrong, and when it exceeds time or memory.
 */
export async function makeReport(
  order: ReportOrder,
  onMade: (file: Made) => void = () => {},
  limitMs = LIMIT_MS,
): Promise<readonly Made[]> {
  const main = join(projectRoot(), 'dist/report/main.js');
  const child = spawn(process.execPath, [`--max-old-space-size=${MEMORY}`, main], {
    stdio: ['pipe', 'pipe', 'inherit'],
    timeout: limitMs,
    killSignal: 'SIGKILL',
  });
  const ended = new Promise<NodeJS.Signals | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (_, signal) => resolve(signal));
  });
  // A process that is gone takes no more; how it ended says why.
  child.stdin.once('error', () => {});
  child.stdin.end(JSON.stringify(order));
  const made: Made[] = [];
  for await (const text of createInterface({ input: child.stdout })) {
    const line = JSON.parse(text) as ReportLine;
    if ('failed' in line) throw new BilingualError(line.failed);
    made.push(line);
    onMade(line);
  }
  const signal = await ended;
  if (made.length === order.formats.length) return made;
  throw signal === 'SIGKILL' ? tooLong(limitMs) : cutOff();
}

function tooLong(limitMs: number): BilingualError {
  const seconds = Math.ceil(limitMs / 1_000);
  return new BilingualError({
    zh: `报告未能在 ${seconds} 秒内生成;请缩短期间或减少规则包`,
    en: `the report was not made within ${seconds} s; ask for a shorter period or fewer packs`,
  });
}

function cutOff(): BilingualError {
  return new BilingualError({
    zh: '生成报告的进程中断,可能内存不足;请减少规则包或稍后再试',
    en:
      'the process that makes the report was cut off, perhaps short of memory; ask for fewer packs, ' +
      'or try again later',
  });
}
