import { parseArgs } from 'node:util';
import type { Part } from '../../test/support/servers/runningInstallation.ts';
import { SERVER_KINDS, type ServerKind } from '../engines/servers.ts';
import { REHEARSED } from './rehearsal.ts';

export interface Options {
  readonly cases: number;
  readonly kills: number;
  /** How many open cases an administrator resets and terminates at random moments between the kills. */
  readonly resets: number;
  readonly terminates: number;
  /** How many times faster than the wall clock the drills run. */
  readonly speed: number;
  /** Cases opened a second. */
  readonly rate: number;
  /** Seconds from one kill to the next. */
  readonly every: number;
  readonly parts: readonly Part[];
  /** Packs that the cases go by, in turns. */
  readonly packs: readonly string[];
  readonly seed: number;
  readonly server: ServerKind;
  /** Folder of the books; absent for a new one. */
  readonly books?: string;
  readonly resume: boolean;
  /** Folder in which the result is kept. */
  readonly results?: string;
}

const PARTS: readonly Part[] = ['worker', 'api', 'temporal', 'postgres'];
/** Seconds; a Temporal on PostgreSQL takes longer to come back, and its database comes back before it. */
const EVERY: Readonly<Record<ServerKind, number>> = { embedded: 12, postgres: 20 };

/** Something in the command line that the user can put right. */
export class OptionError extends Error {}

/** Reads the command line; throws `OptionError` that says what would be right. */
export function readOptions(args: readonly string[]): Options {
  const text = { type: 'string' } as const;
  const parsed = parseArgs({
    args: [...args],
    options: {
      cases: text,
      kills: text,
      resets: text,
      terminates: text,
      speed: text,
      rate: text,
      every: text,
      parts: text,
      packs: text,
      seed: text,
      server: { ...text, default: 'embedded' },
      books: text,
      results: text,
      resume: { type: 'boolean' },
    },
  }).values;
  const number = (
    name: 'cases' | 'kills' | 'resets' | 'terminates' | 'speed' | 'rate' | 'every' | 'seed',
    otherwise: number,
    least: number,
  ): number => {
    const given = parsed[name];
    const value = given === undefined ? otherwise : Number(given);
    if (!Number.isFinite(value) || value < least)
      throw new OptionError(`--${name}: "${given}" is not a number of at least ${least}`);
    return value;
  };
  const cases = number('cases', 300, 1);
  const kills = number('kills', 15, 1);
  const server = SERVER_KINDS.find((one) => one === parsed.server);
  if (server === undefined) throw new OptionError(`--server: one of ${SERVER_KINDS.join(', ')}`);
  const every = number('every', EVERY[server], 1);
  if (parsed.resume === true && parsed.books === undefined)
    throw new OptionError('--resume: say with --books which folder the run began in');
  return {
    cases,
    kills,
    every,
    resets: number('resets', 0, 0),
    terminates: number('terminates', 0, 0),
    speed: number('speed', 600, 2),
    // The last case is opened shortly before the last kill.
    rate: number('rate', cases / (kills * every), 0.01),
    seed: number('seed', 1, 0),
    parts: partsOf(parsed.parts),
    packs: packsOf(parsed.packs),
    server,
    resume: parsed.resume === true,
    ...(parsed.books === undefined ? {} : { books: parsed.books }),
    ...(parsed.results === undefined ? {} : { results: parsed.results }),
  };
}

function partsOf(text: string | undefined): readonly Part[] {
  if (text === undefined) return PARTS;
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !PARTS.includes(name as Part));
  if (unknown !== undefined) throw new OptionError(`--parts: "${unknown}" is none of: ${PARTS.join(', ')}`);
  return PARTS.filter((part) => names.includes(part));
}

function packsOf(text: string | undefined): readonly string[] {
  if (text === undefined) return REHEARSED.slice(0, 1);
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !REHEARSED.includes(name));
  if (unknown !== undefined)
    throw new OptionError(`--packs: there is no rehearsal for "${unknown}", only for: ${REHEARSED.join(', ')}`);
  return names;
}
