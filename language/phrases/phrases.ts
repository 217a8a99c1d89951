import { ACTION_PHRASES } from './actionPhrases.ts';
import { CLOCK_PHRASES } from './clockPhrases.ts';
import { DUTY_PHRASES } from './dutyPhrases.ts';
import { FIELD_PHRASES } from './fieldPhrases.ts';
import { FIGURE_PHRASES } from './figurePhrases.ts';
import { MOOT_PHRASES } from './mootPhrases.ts';
import { MOVING_PHRASES } from './movingPhrases.ts';
import { ORGANISATION_PHRASES } from './organisationPhrases.ts';
import { REGISTER_PHRASES } from './registerPhrases.ts';
import { REMEDY_PHRASES } from './remedyPhrases.ts';
import { REQUEST_PHRASES } from './requestPhrases.ts';
import { SERVICE_PHRASES } from './servicePhrases.ts';
import { SHAPE_PHRASES } from './shapePhrases.ts';
import type { Bilingual } from '../bilingual.ts';

/** Everything said of what is wrong. `{x}` is a parameter. */
export const PHRASES = {
  ...ACTION_PHRASES,
  ...CLOCK_PHRASES,
  ...MOVING_PHRASES,
  ...FIELD_PHRASES,
  ...SHAPE_PHRASES,
  ...ORGANISATION_PHRASES,
  ...REQUEST_PHRASES,
  ...SERVICE_PHRASES,
  ...MOOT_PHRASES,
  ...REMEDY_PHRASES,
  ...DUTY_PHRASES,
  ...REGISTER_PHRASES,
  ...FIGURE_PHRASES,
} as const satisfies Readonly<Record<string, Bilingual>>;

export type PhraseId = keyof typeof PHRASES;

/** Names of parameters. */
type Places<T extends string> = T extends `${string}{${infer Name}}${infer Rest}` ? Name | Places<Rest> : never;

export type PlacesOf<Id extends PhraseId> = Places<(typeof PHRASES)[Id]['zh' | 'en']>;
