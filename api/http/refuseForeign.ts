import type { RequestHandler } from 'express';
import { phrase } from '../../language/phrase.ts';
import { Problem } from '../problems/problem.ts';
import type { ServedHosts } from './servedHosts.ts';

/** What a page may ask of another site without being asked for leave, and then cannot read. */
const READS = ['GET', 'HEAD', 'OPTIONS'];
/** Longest name that is told back. */
const MAX_TOLD = 100;

/**
 * Refuses what a page of another site has a browser send: to a `Host` that is not served, and writes and `streams`
 * (paths of which a read takes a place) from another origin. Programs send no `Origin`.
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
