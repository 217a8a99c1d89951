/** One occurrence of a duty, started by its schedule: its units are noted, and chased until they have handed in. */

import { ActivityFailure, proxyActivities, setCurrentDetails, sleep, workflowInfo } from '@temporalio/workflow';
import type {
  CloseActivities,
  DutyActivities,
  DutyAsk,
  DutyOpened,
  ImprovementActivities,
} from '../contracts/activities.ts';

const retry = { initialInterval: '10 seconds', backoffCoefficient: 2, maximumInterval: '10 minutes' } as const;

/** Nothing is owed before the database knows of it. */
const { openDuty } = proxyActivities<Pick<DutyActivities, 'openDuty'>>({
  startToCloseTimeout: '2 minutes',
  summary: '登记应报单位 · note which units owe it',
  retry,
});
/** What could not be told within an hour is told no more: the next chase says how things stand by then. */
const { chaseDuty, tellDigest } = proxyActivities<Omit<DutyActivities, 'openDuty'>>({
  startToCloseTimeout: '2 minutes',
  scheduleToCloseTimeout: '1 hour',
  summary: '催报与摘要 · chase, or tell leaders how things stand',
  retry,
});

/** What could not be told until the next look is told by that one. */
const { tellDueImprovements } = proxyActivities<ImprovementActivities>({
  startToCloseTimeout: '2 minutes',
  scheduleToCloseTimeout: '20 hours',
  summary: '改进事项到期 · improvements that fall due',
  retry,
});

/** Every figure by unit and month: of a large bank a matter of minutes. */
const { closeDutyPeriod } = proxyActivities<CloseActivities>({
  startToCloseTimeout: '1 hour',
  scheduleToCloseTimeout: '2 days',
  summary: '关闭期间 · close the period',
  retry,
});

export type DutyEnd = Readonly<{ day: string | null; missing: number }>;

export async function duty(ask: DutyAsk): Promise<DutyEnd> {
  const opened = await openDuty({ ...ask, at: scheduledAt() });
  if (opened === null) return { day: null, missing: 0 };
  if (opened.does === 'return') return { day: opened.day, missing: await chase(ask, opened) };
  await until(opened.dueAt);
  if (opened.does === 'close') await unlessUnreached(closeDutyPeriod({ ...ask, day: opened.day }));
  if (opened.does === 'digest' && Date.now() < opened.staleAt)
    await unlessUnreached(tellDigest({ ...ask, day: opened.day, at: Date.now() }));
  if (opened.does === 'improvements') return { day: opened.day, missing: await lookAtImprovements(ask, opened) };
  return { day: opened.day, missing: 0 };
}

/** Returns how many improvements are late. */
async function lookAtImprovements(ask: DutyAsk, { day, title }: DutyOpened): Promise<number> {
  const found = await unlessUnreached(tellDueImprovements({ ...ask, day, at: Date.now() }));
  if (found !== undefined) setCurrentDetails(`**${title}** ${day}\n\n逾期 · late: ${found.late}`);
  return found?.late ?? 0;
}

/** After an outage only the latest chase goes out, and none that is stale. Returns how many units are missing. */
async function chase(ask: DutyAsk, opened: DutyOpened): Promise<number> {
  let missing: readonly string[] | undefined;
  for (const [place, { index, at }] of opened.chases.entries()) {
    await until(at);
    const next = opened.chases[place + 1]?.at ?? opened.staleAt;
    if (Date.now() >= next) continue;
    missing =
      (await unlessUnreached(chaseDuty({ ...ask, day: opened.day, dueAt: opened.dueAt, chase: index })))?.missing ??
      missing;
    show(opened, missing);
    if (missing?.length === 0) break;
  }
  return missing?.length ?? opened.units;
}

/** For the Temporal UI: ids of units, nothing else. */
function show({ title, day, units }: DutyOpened, missing: readonly string[] | undefined): void {
  if (missing === undefined) return;
  const lines = missing.map((unit) => `- ${unit}`);
  setCurrentDetails([`**${title}** ${day}`, `未报 · missing: ${missing.length}/${units}`, ...lines].join('\n\n'));
}

async function until(at: number): Promise<void> {
  const wait = at - Date.now();
  if (wait > 0) await sleep(wait);
}

async function unlessUnreached<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof ActivityFailure) return undefined;
    throw error;
  }
}

/** What the schedule meant, which after an outage is not the start. */
function scheduledAt(): number {
  const [meant] = workflowInfo().searchAttributes['TemporalScheduledStartTime'] ?? [];
  return meant instanceof Date ? meant.getTime() : workflowInfo().startTime.getTime();
}
