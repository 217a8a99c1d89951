/**
 * The receiver that everybody notifies: a process of its own that writes down what arrives and when, before it answers.
 * Its parent may ask it (over the process channel) to hold the next answer to one peer: what was sent has then arrived,
 * and is not acknowledged.
 */

import { createServer } from 'node:http';

const HELD_MS = 3_000;
/** @type {{ readonly peer: string, readonly at: number, readonly body: Record<string, any> }[]} */
const arrivals = [];
/** Peers whose next answer is held. */
const holding = new Set();

const server = createServer((request, response) => {
  const at = Date.now();
  const peer = new URL(request.url ?? '/', 'http://sink').searchParams.get('peer') ?? '';
  let text = '';
  request.on('data', (chunk) => (text += chunk));
  request.on('error', () => {});
  response.on('error', () => {});
  request.on('end', () => {
    const body = JSON.parse(text);
    arrivals.push({ peer, at, body });
    const answer = () => response.writeHead(204).end();
    if (!holding.delete(peer)) return answer();
    process.send?.({ held: peer });
    setTimeout(answer, HELD_MS);
    return undefined;
  });
});

process.on('message', (/** @type {{ hold?: string, release?: string, arrivals?: true }} */ asked) => {
  if (asked.hold !== undefined) holding.add(asked.hold);
  if (asked.release !== undefined) holding.delete(asked.release);
  if (asked.arrivals) process.send?.({ arrivals });
});
process.on('disconnect', () => process.exit(0));
server.listen(0, '127.0.0.1', () =>
  process.send?.({ port: /** @type {import('node:net').AddressInfo} */ (server.address()).port }),
);
