import { phrase } from '../../language/phrase.ts';
import { DeliveryError } from './channel.ts';

export type Answer = Readonly<{ status: number; text: string }>;

/** Characters of an answer that anybody reads. */
const LONGEST = 100_000;

/** Asks once, follows nothing, waits 15 s. Throws `DeliveryError`, which names no address. */
export async function ask(
  address: string,
  request: Readonly<{ method: string; headers: Readonly<Record<string, string>>; body?: string }>,
): Promise<Answer> {
  try {
    const signal = AbortSignal.timeout(15_000);
    const answer = await fetch(address, { ...request, redirect: 'manual', signal });
    return { status: answer.status, text: (await answer.text()).slice(0, LONGEST) };
  } catch (error) {
    throw new DeliveryError(phrase((error as Error).name === 'TimeoutError' ? 'http-timeout' : 'http-unreachable'));
  }
}

/** Of what says that the request is wrong, these say: not now. */
const PASSING = [408, 423, 425, 429];
const MOVED = [301, 308];

/** Throws unless the status is 2xx. */
export function requireTaken({ status }: Answer): void {
  if (status >= 200 && status <= 299) return;
  const forGood = (status >= 400 && status < 500 && !PASSING.includes(status)) || MOVED.includes(status);
  throw new DeliveryError(phrase('http-refused', { status }), { forGood });
}
