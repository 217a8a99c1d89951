/**
 * The time base of a case. A drill's clock starts with the wall clock at registration and runs `speed` times faster; a
 * real case has speed 1. The rules see case time only; stores, messages and people see the wall clock.
 */
export interface TimeBase {
  /** Wall-clock epoch ms at which both clocks agree. */
  readonly origin: number;
  readonly speed: number;
}

/** Case time of a wall-clock instant, whole ms, rounded down so that nothing is early. */
export function toCaseTime(base: TimeBase, wall: number): number {
  return base.speed === 1 ? wall : base.origin + Math.floor((wall - base.origin) * base.speed);
}

/** Wall-clock instant at which case time `at` is reached, whole ms, rounded up so that nothing is early. */
export function toWallTime(base: TimeBase, at: number): number {
  return base.speed === 1 ? at : base.origin + Math.ceil((at - base.origin) / base.speed);
}
