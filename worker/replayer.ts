import type { HistoryAndWorkflowId } from '@temporalio/client';
import { Worker, type InjectedSinks, type ReplayResult } from '@temporalio/worker';
import type { ReplayedCalls } from '../contracts/replayedCalls.ts';
import { bundleForReplays } from './bundle.ts';

type Calls = ReplayedCalls['replayed'];

/** One worker replays the histories of a process, one after the other: one for each would take a second and stay. */
type Replayer = Readonly<{
  give: (history: HistoryAndWorkflowId) => void;
  results: AsyncIterator<ReplayResult>;
}>;

let replayer: Promise<Replayer> | undefined;
let turn: Promise<unknown> = Promise.resolve();
/** Hears what the history reports that is being replayed. */
let calls: Calls | undefined;

/** Throws when the present code would decide otherwise than the history. */
export function replay(history: HistoryAndWorkflowId, heard: Calls): Promise<void> {
  const replayed = turn.then(async () => {
    calls = heard;
    const { give, results } = await (replayer ??= startReplayer());
    give(history);
    const result = await results.next().catch((error: unknown) => {
      // It has ended with this.
      replayer = undefined;
      throw error;
    });
    if (result.done !== true && result.value.error !== undefined) throw result.value.error;
  });
  turn = replayed.catch(() => {});
  return replayed;
}

async function startReplayer(): Promise<Replayer> {
  const code = await bundleForReplays();
  let give!: Replayer['give'];
  const histories = new ReadableStream<HistoryAndWorkflowId>({
    start: (controller) => {
      give = (history) => controller.enqueue(history);
    },
  });
  const always = { callDuringReplay: true } as const;
  const sinks: InjectedSinks<ReplayedCalls> = {
    replayed: {
      recorded: { fn: (_info, batch) => calls?.recorded(batch), ...always },
      granted: { fn: (_info, ask) => calls?.granted(ask), ...always },
      released: { fn: (_info, key) => calls?.released(key), ...always },
    },
  };
  return { give, results: Worker.runReplayHistories({ workflowBundle: { code }, sinks }, histories) };
}
