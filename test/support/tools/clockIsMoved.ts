/**
 * Whether `faketime` moves the clock of this run (`npm run test:dates`). Node and PostgreSQL follow it; the Temporal
 * server, a Go program, keeps the machine's. A test in which the workflow itself has to see the time pass would wait
 * for months and is left out then.
 */
export const CLOCK_IS_MOVED = process.env['FAKETIME'] !== undefined;
