import { phrase } from '../../language/phrase.ts';
import { barredFrom } from '../../domain/case/access.ts';
import type { Actor } from '../../domain/case/actor.ts';
import { defineRoute } from '../http/defineRoute.ts';
import { Problem } from '../problems/problem.ts';
import type { Change, ChangePlace } from '../../store/readModel/changes.ts';

const HEARTBEAT_MS = 15_000;

/** Server-sent events of case changes: number, seq and type; whoever wants more reads the case. */
export const followEvents = defineRoute({
  method: 'get',
  path: '/v1/events',
  summary: 'Changes of cases as server-sent events; Last-Event-ID goes on where you stopped',
  tag: 'complaints',
  access: 'person',
  lane: 'none',
  stream: true,
  problems: [403, 429],
  answers: { 200: { description: 'event: change, data: { no, seq, type, at }', contentType: 'text/event-stream' } },
  handle: async ({ deps, request, response, actor }) => {
    // Before the answer begins: whoever has it and then does something hears of that.
    const place = placeOf(request.headers['last-event-id']) ?? (await deps.changes.now());
    const ended = new AbortController();
    response.on('close', () => ended.abort());
    response.writeHead(200, {
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-store',
      Connection: 'keep-alive',
      'X-Accel-Buffering': 'no',
    });
    response.write('retry: 2000\n\n');
    const heartbeat = setInterval(() => response.write(': still here\n\n'), HEARTBEAT_MS);
    try {
      for await (const change of deps.changes.follow(place, ended.signal)) {
        if (!mayHearOf(change, actor)) continue;
        const { xid, gid, no, seq, type, at } = change;
        const fits = response.write(
          `id: ${xid}-${gid}\nevent: change\ndata: ${JSON.stringify({ no, seq, type, at })}\n\n`,
        );
        // A reader that does not read must not fill our memory.
        if (!fits)
          await new Promise<void>((resolve) => {
            response.once('drain', resolve);
            response.once('close', resolve);
          });
      }
    } finally {
      clearInterval(heartbeat);
      response.end();
    }
    return undefined;
  },
});

/** Of the case, and of the other one where the event is about another. */
function mayHearOf(change: Change, actor: Actor): boolean {
  const access = change.type === 'CaseLinked' || change.type === 'CaseAbsorbed' ? [change, change.about] : [change];
  return access.every((one) => {
    if (one === null || one === undefined) return false;
    const { roles, recused } = one;
    return barredFrom({ recused, ...(roles === null ? {} : { roles }) }, actor) === undefined;
  });
}

function placeOf(header: string | string[] | undefined): ChangePlace | undefined {
  if (header === undefined || header === '') return undefined;
  const found = /^(\d{1,19})-(\d{1,15})$/.exec(Array.isArray(header) ? (header[0] ?? '') : header);
  if (found === null) throw new Problem(400, 'last-event-id', phrase('other-stream'));
  return [found[1] ?? '0', Number(found[2])];
}
