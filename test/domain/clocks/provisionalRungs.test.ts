import { expect, it } from 'vitest';
import { plannedRungs } from '../../../domain/clocks/plannedRungs.ts';
import type { EnginePack } from '../../../domain/pack/pack.ts';
import { ledgerPack } from '../../support/rules/ledgerPack.ts';
import { withOwn } from '../../support/rules/ownClock.ts';

it('rungs of a due moment that waits for its calendar are marked with the version; others are not', () => {
  const limit = { kind: 'working-days', days: 3 } as const;
  const calendar = { ...(ledgerPack.calendar as NonNullable<EnginePack['calendar']>), openFrom: '11-24' };
  const marks = [withOwn({ limit }, { calendar }), withOwn({ limit }), withOwn({})].map(({ pack, state }) =>
    plannedRungs(pack, state).map((rung) => Object.keys(rung).filter((name) => /provisional|calendar/.test(name))),
  );
  expect(marks).toEqual([[['provisional', 'calendarVersion']], [['calendarVersion']], [[]]]);
});
