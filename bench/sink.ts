/** The independent sink: a process of its own that notes when each key arrives first, and how often. */

import { createServer } from 'node:http';

const arrivals = new Map<string, { at: number; times: number }>();

const server = createServer((request, response) => {
  const at = performance.timeOrigin + performance.now();
  const key = request.headers['webhook-id'];
  request.resume();
  request.on('end', () => {
    if (request.method === 'GET') {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify([...arrivals].map(([known, { at: first, times }]) => [known, first, times])));
      return;
    }
    if (typeof key === 'string') {
      const known = arrivals.get(key);
      if (known === undefined) arrivals.set(key, { at, times: 1 });
      else known.times += 1;
    }
    response.writeHead(204).end();
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`ready ${typeof address === 'object' && address !== null ? address.port : 0}\n`);
});
process.on('SIGTERM', () => process.exit(0));
