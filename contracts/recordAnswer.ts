import type { RecordBatch } from './activities.ts';
import { batchPrint } from './batchPrint.ts';

const MOMENTS = '@';

/**
 * What `record` answers with: the print of the batch and the moments at which its decisions were made (case time, epoch
 * ms; one number when all were made at one). The answer is in the history, so every replay learns the moments that the
 * log has.
 */
export function recordAnswer({ events, moments }: Pick<RecordBatch, 'events' | 'moments'>): string {
  const distinct = new Set(moments);
  const told = distinct.size === 1 ? [...distinct] : moments;
  return `${batchPrint(events)}${MOMENTS}${told.join(',')}`;
}

/** The print in an answer, and the moment of each of so many decisions; `undefined` when it is of another number. */
export function readAnswer(
  answer: string,
  decisions: number,
): { readonly print: string; readonly moments: readonly number[] } | undefined {
  const [print = '', told = ''] = answer.split(MOMENTS);
  const numbers = told.split(',').map(Number);
  const moments = numbers.length === 1 ? Array.from({ length: decisions }, () => numbers[0] ?? 0) : numbers;
  return moments.length === decisions ? { print, moments } : undefined;
}
