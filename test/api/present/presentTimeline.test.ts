import { say } from '../../../language/phrase.ts';
import { describe, expect, it } from 'vitest';
import { presentTimeline } from '../../../api/present/presentTimeline.ts';
import { timelineSchema } from '../../../contracts/http/httpComplaint.ts';
import { simulate } from '../../../domain/whatif/simulate.ts';
import { loadPacks } from '../../../packs/load/loadPacks.ts';
import type { AuthoredPack } from '../../../packs/schema/packSchema.ts';
import { resolveEngine } from '../../../packs/load/resolveEngine.ts';
import type { CaseView } from '../../../store/readModel/caseView.ts';
import { LIBRARY } from '../../support/rules/workCalendars.ts';

const authored = (
  loadPacks('packs').find((one) => one.pack.id === 'office-complaints') as { readonly pack: AuthoredPack }
).pack;
const engine = resolveEngine(authored, 'en', {
  ...LIBRARY,
  cn: (LIBRARY['cn'] ?? []).filter((year) => year.year <= 2026),
});
const at = Date.parse('2026-11-23T09:00:00+08:00');

describe('a timeline', () => {
  it('says which planned rungs are of a due moment that waits for its calendar', () => {
    const result = simulate(engine, {
      at,
      intake: { channel: 'phone', unit: 'head-office', category: 'fees' },
      script: [{ at, action: 'accept' }],
      until: at,
    });
    if (!result.ok) throw new Error(say(result.rejection, 'en'));
    const { state, events } = result.value;
    const view = { base: { origin: at, speed: 1 }, state } as unknown as CaseView;
    const items = presentTimeline(view, { engine, authored }, events, new Map(), 'en', new Set(), new Map());
    expect(timelineSchema.parse({ items }).items).toEqual(items);
    const planned = (clock: string): readonly unknown[] =>
      items.filter((item) => item.clock === clock).map((item) => [item.provisional, item.calendarVersion]);
    const version = engine.calendar?.version;
    expect(new Set(planned('statutory').map((one) => JSON.stringify(one)))).toEqual(
      new Set([JSON.stringify([true, version])]),
    );
    expect(planned('closing')[0]).toEqual([false, version]);
    expect(planned('respond')[0]).toEqual([false, null]);
    for (const item of items.filter((one) => one.kind === 'event')) expect(item).not.toHaveProperty('provisional');
  });
});
