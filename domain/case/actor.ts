/** Who asks, by ids and roles only: never a name. */
export type Actor = Readonly<{
  id: string;
  roles: readonly string[];
  unit: string;
  /** The case's unit, or the department of one of its dispatches, lies in the actor's unit or below it. */
  reach: boolean;
}>;

/** The engine itself, when a deadline acts. */
export const CLOCK_ACTOR: Actor = { id: 'clock', roles: [], unit: '', reach: true };
