import { phrase, say, type Phrase } from '../../language/phrase.ts';

export type Message = Readonly<{
  /** The same at every attempt. */
  key: string;
  no: string;
  subject: string;
  text: string;
  drill: boolean;
  /** Several only when sent together after an outage. */
  items: readonly string[];
}>;

export type Channel = Readonly<{
  name: string;
  /** `undefined`: does not reach the recipient. */
  addressOf: (
    recipient: Readonly<{
      email: string | null;
      webhook: string | null;
    }>,
  ) => string | undefined;
  /** Throws `DeliveryError`. */
  send: (message: Message, address: string) => Promise<void>;
}>;

/** Names no address. */
export class DeliveryError extends Error {
  readonly said: Phrase;
  /** The address takes nothing, however often it is tried. */
  readonly forGood: boolean;

  constructor(said: Phrase, forGood = false) {
    super(say(said, 'en'));
    this.said = said;
    this.forGood = forGood;
  }
}

/** Other errors are named by kind alone: their words may hold an address. */
export function reasonNotSent(error: unknown): Phrase {
  return error instanceof DeliveryError ? error.said : phrase('channel-failed', { name: (error as Error).name });
}
