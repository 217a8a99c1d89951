import type { Phrase } from '../../language/phrase.ts';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { Actor } from '../../domain/case/actor.ts';
import type { Locale } from '../../language/locale.ts';
import type { Lane } from './admission.ts';
import type { ApiDependencies } from '../process/dependencies.ts';

/** Who must ask: a known person, or anybody (health, progress by receipt code, the docs). */
export type Access = 'person' | 'anybody';

export interface RouteInput<Q, B> {
  readonly deps: ApiDependencies;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Q;
  readonly body: B;
  readonly actor: Actor;
  readonly locale: Locale;
  /** Of the request; absent when the client gave none. */
  readonly idempotencyKey: string | undefined;
  readonly request: Request;
  readonly response: Response;
}

export interface RouteAnswer {
  readonly status?: number;
  /** A buffer is JSON already. */
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One call of the API: what it takes and gives (from which the contract is generated) and what it does. */
export interface Route {
  readonly method: 'get' | 'post';
  /** Express path, e.g. `/v1/complaints/:no`. */
  readonly path: string;
  readonly summary: string;
  readonly tag: string;
  readonly access: Access;
  /** Only who has one of these roles; `otherwise` says so to others, before they take anybody's turn. */
  readonly roles?: { readonly any: readonly string[]; readonly otherwise: Phrase };
  /** Whose turn it takes; `none` for what is answered whatever the load. Default: `read` for GET, `act` for POST. */
  readonly lane?: Lane | 'none';
  /** Its answer goes on for as long as somebody reads it; of such only so many are open at once. */
  readonly stream?: true;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /**
   * A body that may be something else than JSON, e.g. YAML: its schema by content type. What is no JSON is given as
   * text.
   */
  readonly rawBody?: Readonly<Record<string, z.ZodType>>;
  readonly answers: Readonly<
    Record<number, { readonly description: string; readonly schema?: z.ZodType; readonly contentType?: string }>
  >;
  /** Problem codes that are this call's own. */
  readonly problems?: readonly number[];
  /** `undefined`: the handler has answered by itself. */
  readonly handle: (input: RouteInput<never, never>) => Promise<RouteAnswer | undefined>;
  /** Asked only where the body cannot be taken as it is: throws what weighs more than that. */
  readonly beforeFaults?: (asked: Pick<RouteInput<never, never>, 'deps' | 'params' | 'actor'>) => Promise<void>;
}

/** A route whose handler sees the types of its own schemas. */
export function defineRoute<Q extends z.ZodType, B extends z.ZodType>(
  route: Omit<Route, 'query' | 'body' | 'handle'> & {
    readonly query?: Q;
    readonly body?: B;
    readonly handle: (input: RouteInput<z.infer<Q>, z.infer<B>>) => Promise<RouteAnswer | undefined>;
  },
): Route {
  return route;
}
