import { describe, expect, it } from 'vitest';
import { recordedHistories, replay } from '../support/workflows/replay.ts';

describe('every history ever recorded', () => {
  it('is still there', () => {
    expect(recordedHistories().length).toBeGreaterThanOrEqual(10);
  });

  it.each(recordedHistories())('replays: $name', async ({ name, history }) => {
    await replay(history, name);
  });
});
