/**
 * `redress demo`: a sped-up drill whose deadlines lapse in front of you. Talks to a running API only, as any client
 * would.
 */

import type { DemoOptions } from './demoOptions.ts';
import { PackLabels } from '../../api/present/packLabels.ts';
import { readDemonstration } from '../../packs/load/demonstration.ts';
import { loadPacks } from '../../packs/load/loadPacks.ts';
import { DemoClient } from './demoClient.ts';
import { DemoNarrator } from './demoNarrator.ts';
import { demoSummary } from './demoSummary.ts';

/**
 * Opens the cases as drills, acts on some, tells what lapses, and ends with how late each rung was. Returns the exit
 * code.
 */
export async function runDemo(options: DemoOptions): Promise<number> {
  const { cases } = readDemonstration(options.packs);
  const labels = new Map(loadPacks(options.packs).map(({ pack }) => [pack.id, new PackLabels(pack, options.locale)]));
  const client = new DemoClient(options.api, options.locale);
  const narrator = new DemoNarrator(options);
  const started = Date.now();
  narrator.opening(cases.length);
  const opened = [];
  for (const one of cases) {
    const view = await client.open({ ...one.intake, drill: { speed: options.speed } });
    narrator.opened(view, one.say[options.locale]);
    opened.push({ no: view.no, labels: labels.get(one.intake.pack), at: Date.now(), moves: [...(one.then ?? [])] });
  }
  const seen = new Map<string, number>();
  const busy = new Set(opened.map((one) => one.no));
  // A rehearsal watches from outside: it asks the API like a wall display would. No deadline depends on it.
  while (busy.size > 0) {
    for (const one of opened.filter((candidate) => busy.has(candidate.no))) {
      for (
        let next = one.moves[0];
        next !== undefined && Date.now() >= one.at + (next[0] * 60_000) / options.speed;
        next = one.moves[0]
      ) {
        one.moves.shift();
        narrator.acted(one.no, one.labels?.action(next[1]) ?? next[1], await client.act(one.no, next));
      }
      for (const entry of (await client.events(one.no)).slice(seen.get(one.no) ?? 0)) {
        narrator.event(one.no, entry);
        seen.set(one.no, (seen.get(one.no) ?? 0) + 1);
      }
      const quiet = one.moves.length === 0 && !(await client.somethingPlanned(one.no));
      if (quiet) busy.delete(one.no);
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  const told = await Promise.all(opened.map(({ no }) => client.notifications(no)));
  const happened = await Promise.all(opened.map(({ no }) => client.events(no)));
  narrator.closing(demoSummary(happened.flat(), told.flat()), Date.now() - started);
  return 0;
}
