import type { Database } from '../store/database/database.ts';
import { knownStarted, stillActing } from '../store/readModel/casesToStart.ts';
import type { EngineStops } from './engineStops.ts';

/**
 * Numbers of the cases that are known to have been started and whose workflow somebody has stopped: terminated, reset
 * or timed out, at whatever stage, as one that has ended may owe its last messages still; or deleted, while they may
 * act. `since`: only those whose run has ended after that (wall clock, epoch ms); absent: all, which costs a list of
 * all that run.
 */
export async function stoppedCases(db: Database, stops: EngineStops, since?: number): Promise<readonly string[]> {
  const candidates =
    since === undefined
      ? new Set([...(await notRunning(db, stops)), ...(await endedIn(db, stops, 0))])
      : await endedIn(db, stops, since);
  const stopped: string[] = [];
  for (const no of candidates) if ((await stops.of(no)) !== undefined) stopped.push(no);
  return stopped;
}

async function notRunning(db: Database, stops: EngineStops): Promise<readonly string[]> {
  // The database first: what is started meanwhile runs by the time of the list.
  const acting = await stillActing(db);
  const running = new Set(await stops.running());
  return acting.filter((no) => !running.has(no));
}

async function endedIn(db: Database, stops: EngineStops, since: number): Promise<readonly string[]> {
  const ended = await stops.badlyEnded(since);
  return ended.length === 0 ? [] : knownStarted(db, ended);
}
