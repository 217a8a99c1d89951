import type { RaceBed } from './raceBed.ts';

/** What came of one try: a word for the outcome, or what client and log do not agree on. */
export type RaceOutcome = { readonly outcome: string } | { readonly disagreement: string };

/** Two things at once. Every try ends in exactly one recorded outcome, and whoever asked was told that one. */
export interface Race {
  readonly name: string;
  readonly title: string;
  /** Tries at the same time. */
  readonly abreast: number;
  /** `random` gives numbers from 0 to 1, from the run's seed. */
  readonly once: (bed: RaceBed, random: () => number) => Promise<RaceOutcome>;
}

export interface RaceResult {
  readonly name: string;
  readonly title: string;
  readonly tries: number;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly disagreements: readonly string[];
}

/** Runs a race so many times. */
export async function runRace(
  race: Race,
  bed: RaceBed,
  tries: number,
  random: () => number,
  progress: (done: number) => void = () => {},
): Promise<RaceResult> {
  const outcomes: Record<string, number> = {};
  const disagreements: string[] = [];
  let begun = 0;
  let done = 0;
  const runner = async (): Promise<void> => {
    while (begun < tries) {
      begun += 1;
      const found = await race.once(bed, random);
      if ('outcome' in found) outcomes[found.outcome] = (outcomes[found.outcome] ?? 0) + 1;
      else disagreements.push(found.disagreement);
      done += 1;
      progress(done);
    }
  };
  await Promise.all(Array.from({ length: Math.min(race.abreast, tries) }, runner));
  return { name: race.name, title: race.title, tries, outcomes, disagreements };
}
