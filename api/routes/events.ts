import { once } from 'node:events';
import { barredFrom } from '../../domain/case/access.ts';
import type { Actor } from '../../domain/case/event.ts';
import { defined } from '../../domain/values/own.ts';
import { phrase } from '../../language/phrase.ts';
import type { Change, ChangePlace } from '../../store/readModel/changes.ts';
import { get } from '../http/route.ts';
import { Problem } from '../problems/problem.ts';

const HEARTBEAT_MS = 15_000;

/** The rest is in the case. */
export const followEvents = get('/v1/events', {
  summary: 'Changes of cases as server-sent events; Last-Event-ID goes on where you stopped',
  tag: 'complaints',
  lane: 'none',
  stream: true,
  answers: { 200: { description: 'event: change, data: { no, seq, type, at }', contentType: 'text/event-stream' } },
  handle: async ({ deps, request, response, actor }) => {
    // Before the answer starts: the client misses nothing from then on.
    const place = placeOf(request.get('last-event-id')) ?? (await deps.changes.now());
    const ended = new AbortController();
    response.on('close', () => ended.abort());
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'X-Accel-Buffering': 'no' });
    response.write('retry: 2000\n\n');
    const heartbeat = setInterval(() => response.write(': still here\n\n'), HEARTBEAT_MS);
    try {
      for await (const change of deps.changes.follow(place, ended.signal)) {
        if (!mayHearOf(change, actor)) continue;
        const { xid, gid, no, seq, type, at } = change;
        const data = JSON.stringify({ no, seq, type, at });
        const fits = response.write(`id: ${xid}-${gid}\nevent: change\ndata: ${data}\n\n`);
        // A client that does not read must not fill our memory.
        if (!fits) await once(response, 'drain', { signal: ended.signal }).catch(() => {});
      }
    } finally {
      clearInterval(heartbeat);
      response.end();
    }
    return undefined;
  },
});

function mayHearOf(change: Change, actor: Actor): boolean {
  const access = change.type === 'CaseLinked' || change.type === 'CaseAbsorbed' ? [change, change.about] : [change];
  return access.every((one) => {
    if (one === null || one === undefined) return false;
    const { roles, recused } = one;
    return barredFrom({ recused, ...defined({ roles: roles ?? undefined }) }, actor) === undefined;
  });
}

function placeOf(header: string | undefined): ChangePlace | undefined {
  if (header === undefined || header === '') return undefined;
  const [, xid, gid] = /^(\d{1,19})-(\d{1,15})$/.exec(header) ?? [];
  if (xid === undefined) throw new Problem(400, 'last-event-id', phrase('other-stream'));
  return [xid, Number(gid)];
}
