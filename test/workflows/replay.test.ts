import { describe, expect, it } from 'vitest';
import { numberIn, recordedHistories, replay } from '../support/workflows/replay.ts';

/** Every history there is. From 0.1.0 on names are only added (ADR 20). */
const HISTORIES = [
  'abandoned-at-another-moment',
  'abandoned-before-a-lapse',
  'absorbed',
  'acted-on-while-looked-at',
  'actors-refused',
  'calendar-published',
  'cancelled-too-late',
  'cancelled',
  'closure-undone',
  'dispatch',
  'drill-cfpb',
  'drill-cn-statutory',
  'drill-cutover-emergency',
  'drill-cutover-phones',
  'drill-fca-disp',
  'drill-key-accounts',
  'drill-office-complaints',
  'drill-rural-bank-petitions',
  'found-abandoned-before-a-lapse',
  'idle-then-acted-on',
  'lapse',
  'lapsed-while-looked-at',
  'log-away',
  'looked-at-while-recording',
  'merge-refused',
  'merged',
  'migrated-handed-over',
  'migrated-reopened',
  'migrated',
  'named-what-is-not-there',
  'nearest-left-alone',
  'on-time-with-visit',
  'on-time',
  'one-id-two-commands',
  'paused',
  'payment-rejected',
  'payment',
  'reopened-and-found',
  'reopened',
  'roles-not-held',
  'sent-twice-at-once',
  'signal-refused',
  'signalled-while-looked-at',
  'signals-of-no-form',
  'signals',
  'untouched',
];

describe('every history ever recorded', () => {
  it('is still there, and none is there that is not named here', () => {
    expect(recordedHistories().map(({ name }) => name.replace(/\.json$/, ''))).toEqual(HISTORIES);
  });

  it.each(recordedHistories())('replays: $name', async ({ history }) => {
    await replay(history, numberIn(history));
  });
});
