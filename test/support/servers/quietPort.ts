import { randomInt } from 'node:crypto';
import { freePort } from '../../../runtime/machine/freePort.ts';

/**
 * A port on which nothing listens for a while: below those that servers of other tests take meanwhile, and those of
 * outgoing connections.
 */
export const quietPort = (): Promise<number> => freePort(randomInt(10_000, 20_000));
