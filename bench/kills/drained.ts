import { statSync } from 'node:fs';
import { nextTimer } from '../../domain/clocks/nextTimer.ts';
import type { EnginePack } from '../../domain/pack/pack.ts';
import type { CaseState } from '../../domain/case/state.ts';
import { row, rows, type Database } from '../../store/database/database.ts';

const QUIET_MS = 6_000;
const GIVE_UP_MS = 15 * 60_000;

/** What is still under way, by the rows. */
const OPEN = `select
  (select count(*) from complaints where workflow_started_at is null) as unstarted,
  (select count(*) from notifications where status in ('pending', 'failing')) as undelivered,
  (select count(*) from rungs r where r.notify <> '{}' and not exists
    (select 1 from notifications n where n.no = r.no
      and n.item = r.clock || '/' || r.occurrence || '/' || r.rung)) as unaddressed`;

export interface StillOpen {
  /** Cases that will act by themselves. */
  readonly due: number;
  readonly unstarted: number;
  readonly undelivered: number;
  readonly unaddressed: number;
}

/**
 * Waits until nothing is due, everybody was told, and nothing has come to the receivers for a while. Returns what was
 * open when it gave up.
 */
export async function untilDrained(
  db: Database,
  packs: ReadonlyMap<string, EnginePack>,
  messagesFile: string,
): Promise<StillOpen> {
  const deadline = Date.now() + GIVE_UP_MS;
  for (;;) {
    const open = await stillOpen(db, packs).catch(() => undefined);
    const nothing = open !== undefined && Object.values(open).every((count) => count === 0);
    if (open !== undefined && ((nothing && Date.now() - lastMessage(messagesFile) > QUIET_MS) || Date.now() > deadline))
      return open;
    await new Promise((resolve) => setTimeout(resolve, 2_000));
  }
}

async function stillOpen(db: Database, packs: ReadonlyMap<string, EnginePack>): Promise<StillOpen> {
  const counted = await row<Omit<StillOpen, 'due'>>(db, OPEN);
  const { unstarted, undelivered, unaddressed } = counted ?? { unstarted: 1, undelivered: 1, unaddressed: 1 };
  // Looked into last: it reads every state.
  if (unstarted + undelivered + unaddressed > 0) return { due: 0, unstarted, undelivered, unaddressed };
  const states = await rows<{ pack: string; state: CaseState }>(
    db,
    'select pack_id as pack, state from cases where next_due_at is not null',
  );
  return {
    due: states.filter(({ pack, state }) => nextTimer(engineOf(packs, pack), state) !== undefined).length,
    unstarted,
    undelivered,
    unaddressed,
  };
}

function lastMessage(file: string): number {
  try {
    return statSync(file).mtimeMs;
  } catch {
    return 0;
  }
}

function engineOf(packs: ReadonlyMap<string, EnginePack>, id: string): EnginePack {
  const found = packs.get(id);
  if (found === undefined) throw new Error(`there is no pack ${id}`);
  return found;
}
