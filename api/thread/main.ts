/**
 * The thread in which packs are read and cases lived again: whatever a request asks of it, the loop that answers all
 * others goes on. The pool calls these functions by their names. Its database connections are its own.
 */

import { workerData } from 'node:worker_threads';
import { libraryOf } from '../../packs/load/packLibrary.ts';
import { openDatabase } from '../../store/database/database.ts';
import { PackRegistry } from '../../client/packRegistry.ts';
import type { WhatIfParts } from '../whatif/whatIfPeriod.ts';
import { checkSource } from './checkSource.ts';
import { outcomeOf, type Outcome } from './outcome.ts';
import { whatIfAsked } from './whatIfAsked.ts';
import { simulateCase } from './simulateCase.ts';
import type { CheckAsk, WhatIfAsk, SimulateAsk, ThreadSettings } from './tasks.ts';

// A text may have a hundred thousand mistakes, and a trace of each would be most of the work.
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
  return outcomeOf(() => {
    parts ??= openParts();
    return whatIfAsked(parts, ask);
  });
}

function openParts(): WhatIfParts {
  const db = openDatabase(databaseUrl, { max: 1, connectMs: 1_500 });
  return { db, packs: new PackRegistry(db, locale, calendars, library) };
}
