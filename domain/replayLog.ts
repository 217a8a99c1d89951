import type { Intake } from './command.ts';
import type { RecordedEvent } from './event.ts';
import { evolveAll } from './evolve.ts';
import { lifeChanges } from './lifeChanges.ts';
import { outsideWindow } from './openCase.ts';
import type { EnginePack } from './pack.ts';
import { recordedCase } from './recordedCase.ts';
import type { Rejection } from './rejection.ts';
import { replayCase } from './replayCase.ts';
import type { ReplayOptions } from './replayCase.ts';
import type { ReplayedCase } from './replaySummary.ts';

/** Lives a case's log again under some rules and says what is different. Both sides are looked at until `options.until`. */
export function replayLog(pack: EnginePack, no: string, log: readonly RecordedEvent[], options: ReplayOptions, intake?: Intake): ReplayedCase {
  const recorded = recordedCase(log, intake);
  const state = evolveAll(undefined, log);
  if (state === undefined) throw new Error(`the log of ${no} is empty`);
  const before = { state, events: log };
  const notTaken = (rejection: Rejection): ReplayedCase => ({ no, before, notTaken: { code: rejection.code, detail: rejection.detail }, changes: [] });
  // A rehearsal may be held on any day.
  const window = options.base.speed === 1 ? outsideWindow(pack, recorded.at) : undefined;
  if (window?.ok === false) return notTaken(window.rejection);
  const replay = replayCase(pack, recorded, options);
  if (!replay.ok) return notTaken(replay.rejection);
  const { refused, ...after } = replay.value;
  return { no, before, after, changes: lifeChanges(before, { ...after, refused }) };
}
