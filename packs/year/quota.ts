/** Exact parts of a whole, and an order that only the seed decides. */

/** Numbers in [0, 1): the same for the same seed. */
export function seeded(seed: string): () => number {
  let state = 2_166_136_261;
  for (let index = 0; index < seed.length; index += 1) state = Math.imul(state ^ seed.charCodeAt(index), 16_777_619);
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function shuffled<T>(all: readonly T[], random: () => number): readonly T[] {
  const order = [...all];
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other] as T, order[last] as T];
  }
  return order;
}

/** As many of each as its weight asks, together `whole`: the largest remainders are rounded up. */
export function apportioned(weights: readonly number[], whole: number): readonly number[] {
  const sum = weights.reduce((all, one) => all + one, 0);
  const exact = weights.map((weight) => (sum === 0 ? 0 : (weight * whole) / sum));
  const counts = exact.map(Math.floor);
  const missing = whole - counts.reduce((all, one) => all + one, 0);
  const byRemainder = exact
    .map((one, index) => ({ index, remainder: one - Math.floor(one) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (const { index } of byRemainder.slice(0, Math.max(0, missing))) counts[index] = (counts[index] ?? 0) + 1;
  return counts;
}

const CHUNK = 40;

/**
 * One value for each of `count` places: exact parts of the whole, and, but for one or two, of every run of places;
 * within a short run the order is by chance, so that two such rows have nothing to do with each other.
 */
export function dealt<T>(shares: readonly (readonly [number, T])[], count: number, random: () => number): readonly T[] {
  const totals = apportioned(
    shares.map(([weight]) => weight),
    count,
  );
  const given = totals.map(() => 0);
  const row: T[] = [];
  for (let from = 0; from < count; from += CHUNK) {
    const to = Math.min(count, from + CHUNK);
    const chunk: T[] = [];
    for (let place = from; place < to; place += 1) {
      // Whoever is furthest behind its part of the row so far.
      let next = 0;
      let most = -Infinity;
      for (const [index, total] of totals.entries()) {
        const behind = (total * (place + 1)) / count - (given[index] ?? 0);
        if (total > (given[index] ?? 0) && behind > most) [next, most] = [index, behind];
      }
      given[next] = (given[next] ?? 0) + 1;
      chunk.push((shares[next] as readonly [number, T])[1]);
    }
    row.push(...shuffled(chunk, random));
  }
  return row;
}

/** For each of `count` places another point of an even row between 0 and 1, in the order of chance. */
export function evenly(count: number, random: () => number): readonly number[] {
  return shuffled(
    Array.from({ length: count }, (_, index) => (index + 0.5) / count),
    random,
  );
}
