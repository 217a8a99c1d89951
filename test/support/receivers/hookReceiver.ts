import { createServer } from 'node:http';
import { Arrivals } from './arrivals.ts';
import type { Receiver } from './receiver.ts';

/** A receiver of webhooks that counts what it is given and may hold back its answer. */
export async function startHookReceiver(port = 0): Promise<Receiver> {
  const arrivals = new Arrivals();
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
    request.on('end', () => {
      const { data } = JSON.parse(body) as {
        readonly data: { readonly items: readonly string[]; readonly text: string };
      };
      const key = String(request.headers['webhook-id']);
      arrivals.arrived(
        { key, items: data.items, to: request.url ?? '', text: data.text },
        () => void response.writeHead(204).end(),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.address() as { readonly port: number };
  const stop = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${address.port}`, arrivals, stop };
}
