import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase, type Database } from '../../../store/database/database.ts';
import { actorFor } from '../../../store/people/people.ts';
import { bankDatabase } from '../../support/servers/bankDatabase.ts';

let real: Database;
let through: Database;
let stall: () => void;
let end: () => void;

/** A way to the database that can fall silent without being closed, as a server does that stands still. */
beforeAll(async () => {
  const bank = await bankDatabase();
  real = bank.db;
  const url = new URL(bank.url);
  const target = { host: url.hostname, port: Number(url.port) };
  const sockets: (readonly [Socket, Socket])[] = [];
  const server = createServer((client) => {
    const upstream = connect(target);
    client.pipe(upstream).pipe(client);
    for (const socket of [client, upstream]) socket.on('error', () => socket.destroy());
    sockets.push([client, upstream]);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url.port = String((server.address() as AddressInfo).port);
  through = openDatabase(url.href, { max: 2 });
  stall = () => sockets.forEach(([client, upstream]) => upstream.unpipe(client));
  end = () => {
    for (const pair of sockets) for (const socket of pair) socket.destroy();
    server.close();
  };
});
afterAll(async () => {
  end();
  await through.end();
  await real.end();
});

it(
  'whoever asks first is told soon that the database stands still, and not after half a minute',
  { timeout: 15_000 },
  async () => {
    expect(await actorFor(through, 'local', undefined, 1_500)).toMatchObject({ id: 'local' });
    stall();
    await expect(actorFor(through, 'local', undefined, 1_500)).rejects.toThrow('Query read timeout');
  },
);
