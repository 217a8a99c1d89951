/** What the driver hands to a peer's process through its environment. */

import { readFileSync } from 'node:fs';

/** Address of the peer's own database. */
export const databaseUrl = process.env.DATABASE_URL ?? '';

/**
 * The deadlines to take on: all of them at the first start, none when the process is started again.
 * @returns {readonly { readonly id: string, readonly due: number }[]} `due` in epoch ms
 */
export function newDeadlines() {
  return process.env.FIRST_START === 'yes' ? JSON.parse(readFileSync(process.env.DEADLINES ?? '', 'utf8')) : [];
}

/** Tells the driver that everything is taken on and watched. */
export function ready() {
  process.stdout.write('ready\n');
}
