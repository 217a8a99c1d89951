/**
 * What the API has worked out in a thread of its own. Everything here is plain data: it is copied from thread to
 * thread.
 */

import type { z } from 'zod';
import type { checkResultSchema, simulateBodySchema } from '../../contracts/httpPack.ts';
import type { whatIfBodySchema } from '../../contracts/httpWhatIf.ts';
import type { Actor } from '../../domain/case/actor.ts';
import type { Locale } from '../../language/locale.ts';
import type { CalendarLibrary } from '../../packs/calendar/calendarLibrary.ts';
import type { AuthoredPack } from '../../packs/schema/packSchema.ts';
import type { RegisteredPack } from '../../client/packRegistry.ts';

/** What a thread is started with. */
export interface ThreadSettings {
  readonly databaseUrl: string;
  readonly locale: Locale;
  /** The calendars of the installation's files. */
  readonly calendars: CalendarLibrary;
  /** Where packs find those that they extend. */
  readonly folders: readonly string[];
}

export interface CheckAsk {
  readonly source: string;
  readonly calendars: CalendarLibrary;
}

export interface SimulateAsk {
  readonly pack: RegisteredPack;
  readonly body: z.infer<typeof simulateBodySchema>;
  readonly locale: Locale;
}

export interface WhatIfAsk {
  readonly pack: AuthoredPack;
  readonly body: z.infer<typeof whatIfBodySchema>;
  readonly actor: Actor;
  readonly locale: Locale;
  /** Wall clock, epoch ms. */
  readonly now: number;
}

/** Each task by its name: what it asks. */
export interface Tasks {
  readonly check: CheckAsk;
  readonly simulate: SimulateAsk;
  readonly whatIf: WhatIfAsk;
}

/** What `check` answers. */
export type CheckAnswer = z.infer<typeof checkResultSchema>;
