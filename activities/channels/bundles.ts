import { DeliveryError } from './channel.ts';

export type BundleLimits = Readonly<{
  /** Of a text, in UTF-8. */
  bytes: number;
  /** Shortest time between two texts: twenty a minute. */
  everyMs: number;
  /** What comes together within this time goes together. */
  gatherMs: number;
}>;

type Waiting = Readonly<{
  lines: readonly string[];
  resolve: () => void;
  reject: (error: unknown) => void;
}>;

type Line = {
  readonly waiting: Waiting[];
  /** When the next text may go. */
  freeAt: number;
  /** What the receiver said when it took too much; it is not asked again before `freeAt`. */
  closed: DeliveryError | undefined;
  timer: NodeJS.Timeout | undefined;
};

/** What waits longer than this is given back, to be tried again later. */
const PATIENCE_MS = 20_000;

/**
 * Messages of one worker to one receiver within a few seconds become one text. Nothing is kept: whoever sends waits for
 * the outcome of the text that carried their lines, and what is not taken is tried again by whoever sent it.
 */
export class Bundles {
  readonly #send: (address: string, text: string) => Promise<void>;
  readonly #limits: BundleLimits;
  readonly #lines = new Map<string, Line>();

  constructor(limits: BundleLimits, send: (address: string, text: string) => Promise<void>) {
    this.#limits = limits;
    this.#send = send;
  }

  /** Throws as `send` does; a `DeliveryError` with `waitMs` closes the address for so long. */
  add(address: string, lines: readonly string[]): Promise<void> {
    const line = this.#lines.get(address) ?? { waiting: [], freeAt: 0, closed: undefined, timer: undefined };
    this.#lines.set(address, line);
    const left = line.freeAt - Date.now();
    if (line.closed !== undefined && left > PATIENCE_MS)
      return Promise.reject(new DeliveryError(line.closed.said, { waitMs: left }));
    return new Promise((resolve, reject) => {
      line.waiting.push({ lines, resolve, reject });
      line.timer ??= setTimeout(() => void this.#flush(address, line), Math.max(left, this.#limits.gatherMs));
    });
  }

  async #flush(address: string, line: Line): Promise<void> {
    const { text, taken } = this.#nextText(line.waiting);
    line.freeAt = Date.now() + this.#limits.everyMs;
    line.closed = undefined;
    try {
      await this.#send(address, text);
      for (const one of taken) one.resolve();
    } catch (error) {
      for (const one of taken) one.reject(error);
      if (error instanceof DeliveryError && error.waitMs > 0) this.#close(line, error);
    }
    const wait = Math.max(line.freeAt - Date.now(), 0);
    line.timer = line.waiting.length === 0 ? undefined : setTimeout(() => void this.#flush(address, line), wait);
  }

  #close(line: Line, error: DeliveryError): void {
    line.freeAt = Date.now() + error.waitMs;
    line.closed = error;
    if (error.waitMs > PATIENCE_MS) for (const one of line.waiting.splice(0)) one.reject(error);
  }

  /** As many messages as fit, one at least, each line once. */
  #nextText(waiting: Waiting[]): Readonly<{ text: string; taken: readonly Waiting[] }> {
    const taken: Waiting[] = [];
    let lines = new Set<string>();
    while (waiting[0] !== undefined) {
      const more = new Set([...lines, ...waiting[0].lines]);
      if (taken.length > 0 && sizeOf([...more]) > this.#limits.bytes) break;
      lines = more;
      taken.push(waiting[0]);
      waiting.shift();
    }
    return { text: cut([...lines].join('\n'), this.#limits.bytes), taken };
  }
}

function sizeOf(lines: readonly string[]): number {
  return Buffer.byteLength(lines.join('\n'));
}

/** At whole characters. */
function cut(text: string, bytes: number): string {
  if (Buffer.byteLength(text) <= bytes) return text;
  let kept = '';
  for (const character of text) {
    if (Buffer.byteLength(kept) + Buffer.byteLength(character) > bytes - 3) break;
    kept += character;
  }
  return `${kept}…`;
}
