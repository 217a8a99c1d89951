import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** Lets `from` (host:port) reach `to` from now on: a server that comes back. Returns what ends it. */
export async function relay(from: string, to: string): Promise<() => void> {
  const [host = '', port = ''] = to.split(':');
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect({ host, port: Number(port) });
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => sockets.delete(socket));
    }
    client.pipe(upstream).pipe(client);
  });
  await once(server.listen(Number(from.split(':')[1]), '127.0.0.1'), 'listening');
  return () => {
    for (const socket of sockets) socket.destroy();
    server.close();
  };
}
