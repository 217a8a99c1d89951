import { parseDuration } from './duration.ts';

const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/** Epoch ms of an ISO 8601 instant with offset, or of `+6h` counted from `from`; `undefined` when it is neither. */
export function parseInstant(text: string, from: number): number | undefined {
  if (text.startsWith('+')) {
    const duration = parseDuration(text.slice(1));
    return duration === undefined ? undefined : from + duration;
  }
  if (!ISO.test(text)) return undefined;
  const parsed = Date.parse(text);
  return Number.isNaN(parsed) ? undefined : parsed;
}
