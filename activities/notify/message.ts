import { phrase, say, type Phrase } from '../../language/phrase.ts';

/** One message to one person by one channel, ready to go out. */
export interface Message {
  /** The same for the same message, however often it is tried. */
  readonly key: string;
  readonly no: string;
  readonly subject: string;
  readonly text: string;
  readonly drill: boolean;
  /** Keys of the items that it carries; one, unless several are told together after an outage. */
  readonly items: readonly string[];
}

/** A way out of the house. */
export interface Channel {
  readonly name: string;
  /** Where this channel reaches the recipient; `undefined` when it does not. */
  readonly addressOf: (recipient: {
    readonly email: string | null;
    readonly webhook: string | null;
  }) => string | undefined;
  /** Throws `DeliveryError` when the receiver did not take the message. */
  readonly send: (message: Message, address: string) => Promise<void>;
}

/** A receiver that refused, failed or did not answer. What is said names no address. */
export class DeliveryError extends Error {
  readonly said: Phrase;

  constructor(said: Phrase) {
    super(say(said, 'en'));
    this.said = said;
  }
}

/** Why a message did not go out. Any other error is named by its kind alone: its words may hold an address. */
export function reasonNotSent(error: unknown): Phrase {
  return error instanceof DeliveryError ? error.said : phrase('channel-failed', { name: (error as Error).name });
}
