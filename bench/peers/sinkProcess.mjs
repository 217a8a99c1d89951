import { fork } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** @typedef {{ readonly peer: string, readonly at: number, readonly body: Record<string, any> }} Arrival */

/** The sink as the driver sees it. */
export class SinkProcess {
  #child = fork(join(import.meta.dirname, 'sink.mjs'));
  /** @type {Map<string, () => void>} */
  #held = new Map();
  url = '';

  constructor() {
    this.#child.on('message', (/** @type {{ held?: string }} */ said) => {
      if (said.held !== undefined) this.#held.get(said.held)?.();
    });
  }

  /** Starts it; afterwards `url` is where it listens. */
  async start() {
    const { port } = await this.#answer('port');
    this.url = `http://127.0.0.1:${port}/`;
  }

  /**
   * Holds the answer to the peer's next notification.
   * @param {string} peer
   * @param {number} withinMs how long to wait for one
   * @returns {Promise<boolean>} one has arrived and is being held; otherwise nothing will be
   */
  async holdNext(peer, withinMs) {
    const waiting = new AbortController();
    /** @type {Promise<boolean>} */
    const arrived = new Promise((resolve) => {
      this.#held.set(peer, () => resolve(true));
    });
    this.#child.send({ hold: peer });
    const held = await Promise.race([arrived, sleep(withinMs, false, { signal: waiting.signal }).catch(() => false)]);
    waiting.abort();
    if (!held) this.#child.send({ release: peer });
    return held;
  }

  /** @returns {Promise<readonly Arrival[]>} everything that has arrived so far */
  async arrivals() {
    const answer = this.#answer('arrivals');
    this.#child.send({ arrivals: true });
    return (await answer).arrivals;
  }

  stop() {
    if (this.#child.connected) this.#child.disconnect();
  }

  /**
   * @param {string} key
   * @returns {Promise<any>}
   */
  #answer(key) {
    return new Promise((resolve) => {
      const listen = (/** @type {Record<string, unknown>} */ said) => {
        if (!(key in said)) return;
        this.#child.off('message', listen);
        resolve(said);
      };
      this.#child.on('message', listen);
    });
  }
}
