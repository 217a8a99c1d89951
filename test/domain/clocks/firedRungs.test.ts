import { describe, expect, it } from 'vitest';
import { firedRungs } from '../../../domain/clocks/firedRungs.ts';
import { Given } from '../../support/rules/specification.ts';

describe('a rung that fired', () => {
  const levels = (clock: string): readonly (string | undefined)[] => {
    const events = new Given()
      .when(0, 'accept')
      .whenTimeIs(300)
      .events.map((event) => (event.type === 'LevelChanged' ? { ...event, data: { ...event.data, clock } } : event));
    return firedRungs(events)
      .filter((one) => one.clock === 'reply')
      .map(({ escalatedTo }) => escalatedTo);
  };

  it('took the case up where the level changed right after it because of its clock', () => {
    expect(levels('reply')).toEqual([undefined, undefined, 'group']);
  });

  it('did not where another clock did', () => {
    expect(levels('desk')).toEqual([undefined, undefined, undefined]);
  });
});
