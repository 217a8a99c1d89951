import { describe, expect, it } from 'vitest';
import { compareCase } from '../../../cli/repair/compareCase.ts';
import type { ReplayedCase } from '../../../cli/repair/replayCase.ts';
import type { RecordedEvent } from '../../../domain/case/event.ts';
import { evolveAll } from '../../../domain/case/evolve.ts';
import { BASE, Given } from '../../support/rules/specification.ts';

const events = new Given().when(5, 'accept').when(10, 'comment').when(20, 'comment').events;
const half = events.length - 2;

/** A workflow that has decided `decided`, its latest run from event `from` on. */
function workflow(decided: readonly RecordedEvent[], from = 0): ReplayedCase {
  const state = evolveAll(undefined, decided);
  if (state === undefined) throw new Error('no event');
  const rest = {
    running: true,
    status: 'RUNNING',
    granted: [],
    writer: { run: 'r', task: 1 },
    input: { no: 'n', base: BASE } as ReplayedCase['input'],
  };
  return { ...rest, before: evolveAll(undefined, decided.slice(0, from)), events: decided.slice(from), state };
}

describe('a log and its workflow', () => {
  it('are equal when they tell the same events, whatever run the workflow is in', () => {
    expect(compareCase(events, workflow(events))).toEqual({ kind: 'equal' });
    expect(compareCase(events, workflow(events, half))).toEqual({ kind: 'equal' });
    expect(compareCase(events, workflow(events, events.length))).toEqual({ kind: 'equal' });
  });

  it('differ by what the workflow has more', () => {
    expect(compareCase(events.slice(0, half), workflow(events))).toEqual({
      kind: 'log-behind',
      missing: events.slice(half),
    });
    expect(compareCase([], workflow(events))).toEqual({ kind: 'log-behind', missing: events });
  });

  it('differ by what the log has more', () => {
    expect(compareCase(events, workflow(events.slice(0, half)))).toEqual({ kind: 'log-ahead', by: 2 });
  });

  it('differ from the first event on that they tell otherwise', () => {
    const other = events.map((event, index) => (index === half ? { ...event, at: event.at + 1 } : event));
    expect(compareCase(other, workflow(events))).toEqual({
      kind: 'diverged',
      from: half + 1,
      theirs: events.slice(half),
    });
  });

  it('cannot be compared when the log ends before the oldest history, or began otherwise', () => {
    expect(compareCase(events.slice(0, half - 1), workflow(events, half))).toEqual({ kind: 'unknowable' });
    const other = events.map((event, index) => (index === 0 ? { ...event, at: event.at + 1 } : event));
    expect(compareCase(other, workflow(events, half))).toEqual({ kind: 'unknowable' });
  });
});
