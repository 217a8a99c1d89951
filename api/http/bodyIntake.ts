import { on } from 'node:events';
import { setImmediate as immediately } from 'node:timers/promises';
import type { Request } from 'express';
import { phrase } from '../../language/phrase.ts';
import { Problem } from '../problems/problem.ts';
import { busy } from '../problems/unavailable.ts';
import { AddressPlaces } from './addressPlaces.ts';

export interface IntakeLimits {
  /** Longest that a body may take to arrive, ms. */
  readonly arriveMs: number;
  /** Requests of one address whose bodies are on their way at once. */
  readonly perAddress: number;
  /** Bytes of all bodies that are on their way or being worked on. */
  readonly heldBytes: number;
}

const INTAKE: IntakeLimits = { arriveMs: 10_000, perAddress: 32, heldBytes: 32 * 1024 * 1024 };

/** Takes in bodies before anybody waits for a turn: whoever sends slowly keeps nobody but themselves waiting. */
export class BodyIntake {
  readonly #limits: IntakeLimits;
  readonly #halfSent: AddressPlaces;
  #held = 0;

  constructor(limits: Partial<IntakeLimits> = {}) {
    this.#limits = { ...INTAKE, ...limits };
    this.#halfSent = new AddressPlaces(this.#limits, { address: phrase('too-many-half-sent'), retryAfter: 2 });
  }

  /**
   * The body of a request, up to `max` bytes; what it adds to `leave` is called once nobody needs the body. Throws 400,
   * 408, 413, 429 or 503.
   */
  async take(request: Request, max: number, leave: (() => void)[]): Promise<Buffer> {
    if (Number(request.get('content-length') ?? 0) > max) throw tooLarge(max);
    // What came with the head is there a moment later; only what is still missing counts as half sent.
    await immediately();
    const arrived = request.complete ? () => {} : this.#halfSent.take(request.ip);
    const chunks: Buffer[] = [];
    let bytes = 0;
    leave.push(() => {
      this.#held -= bytes;
    });
    const signal = AbortSignal.timeout(this.#limits.arriveMs);
    try {
      // Leaving a loop over the request itself would end its connection before it is answered.
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
