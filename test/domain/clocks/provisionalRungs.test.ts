import { describe, expect, it } from 'vitest';
import { plannedRungs } from '../../../domain/clocks/plannedRungs.ts';
import { simulate } from '../../../domain/whatif/simulate.ts';
import { loadPacks } from '../../../packs/load/loadPacks.ts';
import type { AuthoredPack } from '../../../packs/schema/packSchema.ts';
import { resolveEngine } from '../../../packs/load/resolveEngine.ts';
import { LIBRARY } from '../../support/rules/workCalendars.ts';

const authored = (
  loadPacks('packs').find((one) => one.pack.id === 'office-complaints') as { readonly pack: AuthoredPack }
).pack;
/** No year after 2026 is out. */
const calendars = { ...LIBRARY, cn: (LIBRARY['cn'] ?? []).filter((year) => year.year <= 2026) };
const pack = resolveEngine(authored, 'en', calendars);
const at = Date.parse('2026-11-23T09:00:00+08:00');
/** A complaint accepted at once: three working days are settled, the law's fifteen reach days that are not. */
const result = simulate(pack, {
  at,
  intake: { channel: 'phone', unit: 'head-office', category: 'fees' },
  script: [{ at, action: 'accept' }],
  until: at,
});
const lived = simulate(pack, {
  at,
  intake: { channel: 'phone', unit: 'head-office', category: 'fees' },
  script: [{ at, action: 'accept' }],
});
if (!result.ok || !lived.ok) throw new Error('the case was not taken');
const { state } = result.value;
const marks = { provisional: true, calendarVersion: pack.calendar?.version };

describe('rungs of a due moment that waits for its calendar', () => {
  it('are marked among those to come, with the version of the calendar; settled ones are not', () => {
    const planned = plannedRungs(pack, state);
    const of = (clock: string): typeof planned => planned.filter((rung) => rung.clock === clock);
    expect(of('statutory').length).toBeGreaterThan(0);
    for (const rung of of('statutory')) expect(rung).toMatchObject(marks);
    expect(of('closing').length).toBeGreaterThan(0);
    for (const rung of of('closing')) expect(rung).not.toHaveProperty('provisional');
    for (const rung of of('closing')) expect(rung).toMatchObject({ calendarVersion: pack.calendar?.version });
    for (const rung of of('respond')) expect(rung).not.toHaveProperty('calendarVersion');
  });

  it('are marked in a simulation', () => {
    const { rungs } = lived.value;
    expect(rungs.filter((rung) => rung.clock === 'statutory').map((rung) => rung.provisional)).toContain(true);
    for (const rung of rungs.filter((one) => one.clock === 'statutory')) expect(rung).toMatchObject(marks);
    for (const rung of rungs.filter((one) => one.clock === 'closing')) expect(rung).not.toHaveProperty('provisional');
    for (const rung of rungs.filter((one) => one.clock === 'respond'))
      expect(Object.keys(rung)).not.toContain('calendarVersion');
  });
});
