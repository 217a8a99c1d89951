import type { RecordBatch } from './activities.ts';
import { batchPrint } from './batchPrint.ts';

const MOMENTS = '@';

/**
 * The print of the batch, and the moments of its decisions (case time, epoch ms; one number when all are the same). It
 * is in the history, so a replay has the moments of the log.
 */
export function recordAnswer({ events, moments }: Pick<RecordBatch, 'events' | 'moments'>): string {
  const distinct = new Set(moments);
  const told = distinct.size === 1 ? [...distinct] : moments;
  return `${batchPrint(events)}${MOMENTS}${told.join(',')}`;
}

/** `undefined` when the number of decisions differs. */
export function readAnswer(
  answer: string,
  decisions: number,
): { readonly print: string; readonly moments: readonly number[] } | undefined {
  const [print = '', told = ''] = answer.split(MOMENTS);
  const numbers = told.split(',').map(Number);
  const moments = numbers.length === 1 ? Array.from({ length: decisions }, () => numbers[0] ?? 0) : numbers;
  return moments.length === decisions ? { print, moments } : undefined;
}
