/** Who asks. `clock` is the engine itself. Ids and roles only: never a name. */
export interface Actor {
  readonly id: string;
  readonly roles: readonly string[];
  readonly unit: string;
  /** The case's unit, or the department of one of its dispatches, lies in the actor's unit or below it. */
  readonly reach: boolean;
}

/** The engine itself, when a deadline acts. */
export const CLOCK_ACTOR: Actor = { id: 'clock', roles: [], unit: '', reach: true };
