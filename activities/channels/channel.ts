import type { ChannelName } from '../../domain/notify/channels.ts';
import { phrase, say, type Phrase } from '../../language/phrase.ts';

export type Message = Readonly<{
  /** The same at every attempt. */
  key: string;
  no: string;
  subject: string;
  text: string;
  /** One line an item for channels of few words, also before a group: number, step, due. */
  brief: readonly string[];
  drill: boolean;
  /** Several only when sent together after an outage. */
  items: readonly string[];
}>;

export type Channel = Readonly<{
  /** As the addresses by it are called. */
  name: ChannelName;
  /** Reaches real people whoever it is for: no drill goes there. */
  realOnly?: boolean;
  /** Throws `DeliveryError`. */
  send: (message: Message, address: string) => Promise<void>;
}>;

/** Names no address. */
export class DeliveryError extends Error {
  readonly said: Phrase;
  /** The address takes nothing, however often it is tried. */
  readonly forGood: boolean;
  /** It takes nothing for so long. */
  readonly waitMs: number;

  constructor(said: Phrase, { forGood = false, waitMs = 0 }: { forGood?: boolean; waitMs?: number } = {}) {
    super(say(said, 'en'));
    this.said = said;
    this.forGood = forGood;
    this.waitMs = waitMs;
  }
}

/** Other errors are named by kind alone: their words may hold an address. */
export function reasonNotSent(error: unknown): Phrase {
  return error instanceof DeliveryError ? error.said : phrase('channel-failed', { name: (error as Error).name });
}
