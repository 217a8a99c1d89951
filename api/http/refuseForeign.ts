import type { RequestHandler } from 'express';
import { phrase } from '../../language/phrase.ts';
import { Problem } from '../problems/problem.ts';
import type { ServedHosts } from './servedHosts.ts';

/** Pages may send these to another site, but not read the answer. */
const READS = ['GET', 'HEAD', 'OPTIONS'];
/** Of a name in an answer. */
const MAX_TOLD = 100;

/**
 * Refuses pages of other sites: a `Host` that is not served; from another origin writes, and reads of `streams`, which
 * take places. Programs send no `Origin`.
 */
export function refuseForeign(hosts: ServedHosts, streams: readonly string[]): RequestHandler {
  return (request, _response, next) => {
    const { host = '', origin, 'sec-fetch-site': site = 'none' } = request.headers;
    if (!hosts.serves(host, request.socket.localAddress))
      throw new Problem(421, 'host-unknown', phrase('host-not-served', { host: host.slice(0, MAX_TOLD) }));
    const harmless = READS.includes(request.method) && !streams.includes(request.path.toLowerCase().replace(/\/$/, ''));
    const from = origin ?? (['same-origin', 'none'].includes(site) ? undefined : site);
    if (!harmless && from !== undefined && !hosts.isOwn(from, host))
      throw new Problem(403, 'origin-unknown', phrase('origin-not-served', { origin: from.slice(0, MAX_TOLD) }));
    next();
  };
}
