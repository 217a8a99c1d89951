import { describe, expect, it } from 'vitest';
import { loadCalendars } from '../../packs/loadCalendars.ts';
import { loadPacks } from '../../packs/loadPacks.ts';
import { resolveEngine } from '../../packs/resolveEngine.ts';
import { brokenPromises } from '../../bench/model/invariants.ts';
import { ladderPack } from '../support/ladderPack.ts';
import { randomLife } from '../../bench/model/randomLife.ts';

const LIVES = 1_000;
const calendars = loadCalendars('packs/calendars');
const packs = [ladderPack, ...loadPacks('packs').map(({ pack }) => resolveEngine(pack, 'en', calendars))];

describe.each(packs.map((pack) => [pack.id, pack] as const))('%s', (_id, pack) => {
  it(`keeps every promise in ${LIVES} lives`, () => {
    const broken: string[] = [];
    for (let seed = 1; seed <= LIVES && broken.length < 5; seed += 1) broken.push(...brokenPromises(randomLife(pack, seed)).map((what) => `seed ${seed}: ${what}`));
    expect(broken).toEqual([]);
  });
});
