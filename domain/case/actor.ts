/** Ids and roles only, never a name. */
export type Actor = Readonly<{
  id: string;
  roles: readonly string[];
  unit: string;
  /** The case's unit, or a department of its dispatches, is the actor's unit or lies below it. */
  reach: boolean;
}>;

/** Acts when a deadline does. */
export const CLOCK_ACTOR: Actor = { id: 'clock', roles: [], unit: '', reach: true };
