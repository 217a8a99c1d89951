import { on } from 'node:events';
import { setImmediate as immediately } from 'node:timers/promises';
import type { Request } from 'express';
import { phrase } from '../../language/phrase.ts';
import { Problem } from '../problems/problem.ts';
import { busy } from '../problems/unavailable.ts';
import { AddressPlaces } from './addressPlaces.ts';

export type IntakeLimits = Readonly<{
  /** Longest arrival of a body, ms. */
  arriveMs: number;
  /** Bodies on their way for one address. */
  perAddress: number;
  /** Bytes of all bodies on their way or in work. */
  heldBytes: number;
}>;

const INTAKE: IntakeLimits = { arriveMs: 10_000, perAddress: 32, heldBytes: 32 * 1024 * 1024 };

/** Takes bodies before a turn: a slow sender holds up nobody else. */
export class BodyIntake {
  readonly #limits: IntakeLimits;
  readonly #halfSent: AddressPlaces;
  #held = 0;

  constructor(limits: Partial<IntakeLimits> = {}) {
    this.#limits = { ...INTAKE, ...limits };
    this.#halfSent = new AddressPlaces(this.#limits, { address: phrase('too-many-half-sent'), retryAfter: 2 });
  }

  /** At most `max` bytes. `leave` gets what to call when the body is done with. Throws 400, 408, 413, 429 or 503. */
  async take(request: Request, max: number, leave: (() => void)[]): Promise<Buffer> {
    if (Number(request.get('content-length') ?? 0) > max) throw tooLarge(max);
    // A body sent with the head is here now; only others count as half sent.
    await immediately();
    const arrived = request.complete ? () => {} : this.#halfSent.take(request.ip);
    const chunks: Buffer[] = [];
    let bytes = 0;
    leave.push(() => {
      this.#held -= bytes;
    });
    const signal = AbortSignal.timeout(this.#limits.arriveMs);
    try {
      // Leaving a loop over the request itself would end its connection.
      for await (const [chunk] of on(request, 'data', { signal, close: ['end', 'close'] }) as AsyncIterable<[Buffer]>) {
        chunks.push(chunk);
        bytes += chunk.length;
        this.#held += chunk.length;
        if (bytes > max) throw tooLarge(max);
        if (this.#held > this.#limits.heldBytes) throw busy();
      }
    } catch (error) {
      if (error instanceof Problem) throw error;
      throw signal.aborted ? new Problem(408, 'request-timeout', phrase('request-too-slow')) : unreadable();
    } finally {
      request.pause();
      arrived();
    }
    if (!request.complete) throw unreadable();
    return Buffer.concat(chunks);
  }
}

function tooLarge(max: number): Problem {
  return new Problem(413, 'too-large', phrase('body-too-large', { size: Math.round(max / 1024) }));
}

function unreadable(): Problem {
  return new Problem(400, 'bad-request', phrase('request-unreadable'));
}
