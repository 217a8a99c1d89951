import { phrase } from '../../language/phrase.ts';
import { AddressPlaces } from './addressPlaces.ts';
import { Problem } from '../problems/problem.ts';

export interface StreamLimits {
  readonly perAddress: number;
  readonly inAll: number;
}

/** Each stream reads the log for itself whenever it grows. */
const STREAMS: StreamLimits = { perAddress: 50, inAll: 200 };

/** Streams of events that are open at once. */
export class StreamPlaces {
  readonly #places: AddressPlaces;

  constructor({ perAddress, inAll }: StreamLimits = STREAMS) {
    this.#places = new AddressPlaces(perAddress, inAll);
  }

  /**
   * Takes one; returns what gives it back. Throws 429 when the address has as many as it may, 503 when all are taken.
   */
  take(address: string): () => void {
    const place = this.#places.take(address);
    if (typeof place === 'function') return place;
    const again = { retryAfter: 30 };
    throw place === 'address'
      ? new Problem(429, 'too-many-requests', phrase('too-many-streams-here'), again)
      : new Problem(503, 'busy', phrase('too-many-streams'), again);
  }
}
