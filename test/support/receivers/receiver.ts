import type { Arrivals } from './arrivals.ts';

/** Whoever is told, outside of the service: a mail server or a receiver of webhooks. */
export interface Receiver {
  readonly url: string;
  readonly arrivals: Arrivals;
  readonly stop: () => void;
}
