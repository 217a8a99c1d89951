/** What the driver and the minimal worker say to each other. */

export const MINIMAL_QUEUE = 'minimal';
export const MINIMAL_WORKFLOW = 'minimal';
export const STEPS = 4;

/** One case of the minimal worker: an id and a moment at which somebody is to be told. */
export interface MinimalInput {
  readonly id: string;
  /** Epoch ms. */
  readonly dueAt: number;
}

export interface MinimalActivities {
  /** One row in PostgreSQL, once. */
  readonly insert: (row: { readonly id: string; readonly step: number }) => Promise<void>;
  /** One POST to the sink. */
  readonly tell: (ask: { readonly id: string }) => Promise<void>;
}
