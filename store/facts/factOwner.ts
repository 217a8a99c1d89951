import { toWallTime, type TimeBase } from '../../domain/time/timeBase.ts';

/** Whose facts they are. */
export type FactOwner = Readonly<{ no: string; packId: string; base: TimeBase }>;

export type Wall = (at: number | undefined) => Date | undefined;

/** Case time as rows have it. */
export function wallClock(base: TimeBase): Wall {
  return (at) => (at === undefined ? undefined : new Date(toWallTime(base, at)));
}
