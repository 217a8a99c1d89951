/**
 * Case time against wall clock. Both agree at registration; in a drill, case time then runs `speed` times faster. Rules
 * see case time; stores, messages and people the wall clock.
 */
export type TimeBase = Readonly<{
  /** Wall clock, epoch ms, at which both agree. */
  origin: number;
  speed: number;
}>;

/** Whole ms, rounded down so that nothing is early. */
export function toCaseTime(base: TimeBase, wall: number): number {
  return base.speed === 1 ? wall : base.origin + Math.floor((wall - base.origin) * base.speed);
}

/** Whole ms, rounded up so that nothing is early. */
export function toWallTime(base: TimeBase, at: number): number {
  return base.speed === 1 ? at : base.origin + Math.ceil((at - base.origin) / base.speed);
}
