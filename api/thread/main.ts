/**
 * Packs and what-ifs, beside the main loop. `RulesPool` calls these functions by name; arguments are copied, so they
 * are plain data.
 */

import { workerData } from 'node:worker_threads';
import { PackRegistry } from '../../client/packRegistry.ts';
import type { Locale } from '../../language/bilingual.ts';
import type { CalendarLibrary } from '../../packs/calendar/calendarLibrary.ts';
import { libraryOf } from '../../packs/load/packLibrary.ts';
import { openDatabase } from '../../store/database/database.ts';
import type { WhatIfParts } from '../whatif/whatIfPeriod.ts';
import { checkSource, type CheckAsk } from './checkSource.ts';
import { outcomeOf, type Outcome } from './outcome.ts';
import { simulateCase, type SimulateAsk } from './simulateCase.ts';
import { whatIfAsked, type WhatIfAsk } from './whatIfAsked.ts';

export type ThreadSettings = Readonly<{
  databaseUrl: string;
  locale: Locale;
  /** From files. */
  calendars: CalendarLibrary;
  /** Where packs find those that they extend. */
  folders: readonly string[];
}>;

// A text may have 100,000 mistakes; their traces would be most of the work.
Error.stackTraceLimit = 1;

const { databaseUrl, locale, calendars, folders } = workerData as ThreadSettings;
const library = libraryOf(...folders);
let parts: WhatIfParts | undefined;

export function check(ask: CheckAsk): Promise<Outcome> {
  return outcomeOf(() => checkSource(ask, library));
}

export function simulate(ask: SimulateAsk): Promise<Outcome> {
  return outcomeOf(() => simulateCase(ask));
}

export function whatIf(ask: WhatIfAsk): Promise<Outcome> {
  return outcomeOf(() => whatIfAsked((parts ??= openParts()), ask));
}

function openParts(): WhatIfParts {
  const db = openDatabase(databaseUrl, { max: 1, connectMs: 1_500 });
  return { db, packs: new PackRegistry(db, locale, calendars, library) };
}
