/** Seeded random numbers and the deadlines made from them (mulberry32). */

/**
 * @param {number} seed
 * @returns {() => number} numbers in [0, 1), the same for the same seed
 */
export function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * One deadline in each equal slot of the window, anywhere in its slot.
 * @param {{ readonly seed: number, readonly from: number, readonly forMs: number, readonly perSecond: number }} plan
 * @returns {readonly { readonly id: string, readonly due: number }[]} ordered by `due`, epoch ms
 */
export function makeDeadlines({ seed, from, forMs, perSecond }) {
  const random = seeded(seed);
  const count = Math.round((forMs / 1000) * perSecond);
  const slot = forMs / count;
  return Array.from({ length: count }, (_, index) => ({
    id: `d${String(index).padStart(4, '0')}`,
    due: Math.floor(from + (index + random()) * slot),
  }));
}
