import { phrase } from '../../language/phrase.ts';
import { setImmediate as immediately } from 'node:timers/promises';
import type { Request } from 'express';
import { AddressPlaces } from './addressPlaces.ts';
import { busy } from '../problems/busy.ts';
import { Problem } from '../problems/problem.ts';

export interface IntakeLimits {
  /** Longest that a body may take to arrive, ms. */
  readonly arriveMs: number;
  /** Requests of one address whose bodies are on their way at once. */
  readonly perAddress: number;
  /** Bytes of all bodies that are on their way or being worked on. */
  readonly heldBytes: number;
}

const INTAKE: IntakeLimits = { arriveMs: 10_000, perAddress: 32, heldBytes: 32 * 1024 * 1024 };

/** A body that has arrived, and what to call when nobody needs it any more. */
export interface TakenBody {
  readonly bytes: Buffer;
  readonly release: () => void;
}

/** Takes in bodies before anybody waits for a turn: whoever sends slowly keeps nobody but themselves waiting. */
export class BodyIntake {
  readonly #limits: IntakeLimits;
  readonly #halfSent: AddressPlaces;
  #held = 0;

  constructor(limits: Partial<IntakeLimits> = {}) {
    this.#limits = { ...INTAKE, ...limits };
    this.#halfSent = new AddressPlaces(this.#limits.perAddress);
  }

  /** The body of a request, up to `max` bytes. Throws 408, 413, 429 or 503. */
  async take(request: Request, max: number): Promise<TakenBody> {
    if (Number(request.headers['content-length'] ?? 0) > max) throw tooLarge(max);
    // What came together with the head is there a moment later; only what is still missing counts as half sent.
    await immediately();
    const arrived = request.complete ? () => {} : this.#waitFor(request.ip ?? '');
    const held = { bytes: 0 };
    const release = (): void => {
      this.#held -= held.bytes;
      held.bytes = 0;
    };
    try {
      return { bytes: await this.#collect(request, max, held), release };
    } catch (error) {
      release();
      throw error;
    } finally {
      arrived();
    }
  }

  #waitFor(address: string): () => void {
    const place = this.#halfSent.take(address);
    if (typeof place === 'function') return place;
    const again = { retryAfter: 2 };
    throw new Problem(429, 'too-many-requests', phrase('too-many-half-sent'), again);
  }

  /** By listeners, because leaving a loop over the request would end its connection before it is answered. */
  #collect(request: Request, max: number, held: { bytes: number }): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      const chunks: Buffer[] = [];
      const settle = (work: () => void): void => {
        clearTimeout(timer);
        request.off('data', add).off('end', done).off('error', lost).off('close', lost).pause();
        work();
      };
      const add = (chunk: Buffer): void => {
        chunks.push(chunk);
        held.bytes += chunk.length;
        this.#held += chunk.length;
        if (held.bytes > max) settle(() => reject(tooLarge(max)));
        else if (this.#held > this.#limits.heldBytes) settle(() => reject(busy()));
      };
      const done = (): void => settle(() => resolve(Buffer.concat(chunks)));
      const lost = (): void => settle(() => reject(new Problem(400, 'bad-request', phrase('request-unreadable'))));
      const timer = setTimeout(() => settle(() => reject(tooSlow())), this.#limits.arriveMs);
      request.on('data', add).once('end', done).once('error', lost).once('close', lost);
    });
  }
}

function tooLarge(max: number): Problem {
  return new Problem(413, 'too-large', phrase('body-too-large', { size: Math.round(max / 1024) }));
}

function tooSlow(): Problem {
  return new Problem(408, 'request-timeout', phrase('request-too-slow'));
}
