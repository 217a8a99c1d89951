import { phrase, say, type Phrase } from '../../language/phrase.ts';

export interface Message {
  /** The same at every attempt. */
  readonly key: string;
  readonly no: string;
  readonly subject: string;
  readonly text: string;
  readonly drill: boolean;
  /** Several only when sent together after an outage. */
  readonly items: readonly string[];
}

export interface Channel {
  readonly name: string;
  /** `undefined`: does not reach the recipient. */
  readonly addressOf: (recipient: {
    readonly email: string | null;
    readonly webhook: string | null;
  }) => string | undefined;
  /** Throws `DeliveryError` when the receiver did not take it. */
  readonly send: (message: Message, address: string) => Promise<void>;
}

/** The receiver refused, failed or did not answer. Names no address. */
export class DeliveryError extends Error {
  readonly said: Phrase;

  constructor(said: Phrase) {
    super(say(said, 'en'));
    this.said = said;
  }
}

/** Any other error is named by kind alone: its words may hold an address. */
export function reasonNotSent(error: unknown): Phrase {
  return error instanceof DeliveryError ? error.said : phrase('channel-failed', { name: (error as Error).name });
}
