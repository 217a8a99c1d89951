import { beforeAll, describe, expect, it } from 'vitest';
import { loadCalendars } from '../../../packs/calendar/loadCalendars.ts';
import { loadPacks } from '../../../packs/load/loadPacks.ts';
import { resolveEngine } from '../../../packs/load/resolveEngine.ts';
import { brokenPromises } from '../../model/invariants.ts';
import { ladderPack } from '../../support/rules/ladderPack.ts';
import { randomLife } from '../../model/randomLife.ts';

const LIVES = 500;
/**
 * Clocks that so many lives may miss: the petition rules stand at the end of a long row of steps or need two months
 * without an answer. These packs take them over from `cn-statutory`, where they must lapse.
 */
const PETITIONS = ['petition', 'petition-recheck-window', 'petition-recheck'];
const RARE: Readonly<Record<string, readonly string[]>> = {
  'office-complaints': PETITIONS,
  'rural-bank-petitions': PETITIONS,
};
const calendars = loadCalendars('packs/calendars');
const packs = [ladderPack, ...loadPacks('packs').map(({ pack }) => resolveEngine(pack, 'en', calendars))];

describe.each(packs.map((pack) => [pack.id, pack] as const))('%s', (id, pack) => {
  const broken: string[] = [];
  /** Clocks whose limit lapsed in some life, and events of days that changed. */
  const lapsed = new Set<string>();
  const days = new Set<string>();

  beforeAll(() => {
    for (let seed = 1; seed <= LIVES && broken.length < 5; seed += 1) {
      const life = randomLife(pack, seed);
      broken.push(...brokenPromises(life).map((what) => `seed ${seed}: ${what}`));
      for (const { type, data } of life.events) {
        if (type === 'ClockMissed') lapsed.add(data.clock);
        if (type === 'CalendarPublished' || type === 'ClosureOrdered' || type === 'ClosureLifted') days.add(type);
        if (type === 'ClockMoved' && (data.reason === 'calendar' || data.reason === 'closure'))
          days.add(`moved by ${data.reason}`);
      }
    }
  });

  it(`keeps every promise in ${LIVES} lives`, () => {
    expect(broken).toEqual([]);
  });

  it('lets every limit lapse in one of them', () => {
    const never = pack.clocks.map((clock) => clock.id).filter((clock) => !lapsed.has(clock));
    expect(never.filter((clock) => !(RARE[id] ?? []).includes(clock))).toEqual([]);
  });

  it.runIf(pack.calendar !== undefined)(
    'sees years come out, orders that close days and orders lifted, and due moments that move by them',
    () => {
      const moves = pack.clocks.some(
        ({ limit }) =>
          limit.kind === 'working-days' || limit.kind === 'business-hours' || ('roll' in limit && limit.roll),
      );
      expect([...days].sort()).toEqual([
        'CalendarPublished',
        'ClosureLifted',
        'ClosureOrdered',
        ...(moves ? ['moved by calendar', 'moved by closure'] : []),
      ]);
    },
  );
});
