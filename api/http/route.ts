import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { Actor } from '../../domain/case/actor.ts';
import type { Locale } from '../../language/locale.ts';
import type { Phrase } from '../../language/phrase.ts';
import type { RequestKey } from '../../store/idempotency/idempotency.ts';
import type { ApiDependencies } from '../process/dependencies.ts';
import type { Lane } from './admission.ts';

export const JSON_TYPE = 'application/json';
/** Schemas by content type. */
export type BodyTypes = Readonly<Record<string, z.ZodType>>;

export interface RouteInput<Params = unknown, Query = unknown, Body = unknown> {
  readonly deps: ApiDependencies;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly actor: Actor;
  readonly locale: Locale;
  /** Of the request; `undefined` when the client gave no `Idempotency-Key`. */
  readonly key: RequestKey | undefined;
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
  /** Default: a known person must ask. */
  readonly access?: 'anybody';
  /** Only for these roles; `otherwise` tells others, before they take anybody's turn. */
  readonly roles?: { readonly any: readonly string[]; readonly otherwise: Phrase };
  /** `none`: answered whatever the load. Default: `read` for GET, `act` for POST. */
  readonly lane?: Lane | 'none';
  /** Its answer goes on while somebody reads it; only so many are open at once. */
  readonly stream?: true;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** In place of `body`, where it may be something else than JSON, e.g. YAML, which is given as text. */
  readonly rawBody?: BodyTypes;
  readonly answers: Readonly<
    Record<number, { readonly description: string; readonly schema?: z.ZodType; readonly contentType?: string }>
  >;
  /** Statuses of problems that do not follow from its form (`openApi.ts`). */
  readonly problems?: readonly number[];
  /** `undefined`: the handler has answered by itself. */
  readonly handle: (input: RouteInput<never, never, never>) => Promise<RouteAnswer | undefined>;
  /** Asked when the body has a fault: throws what weighs more than that. */
  readonly beforeFaults?: (asked: Pick<RouteInput<never>, 'deps' | 'params' | 'actor'>) => Promise<void>;
}

/** The names of the parameters in a path. */
type NamesIn<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | NamesIn<Rest>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;
type ParamsOf<Path extends string> = Readonly<Record<NamesIn<Path>, string>>;

type Definition<P extends string, Q extends z.ZodType, B extends z.ZodType> = Omit<
  Route,
  'method' | 'path' | 'query' | 'body' | 'handle' | 'beforeFaults'
> & {
  readonly query?: Q;
  readonly body?: B;
  readonly handle: (input: RouteInput<ParamsOf<P>, z.infer<Q>, z.infer<B>>) => ReturnType<Route['handle']>;
  readonly beforeFaults?: (asked: Pick<RouteInput<ParamsOf<P>>, 'deps' | 'params' | 'actor'>) => Promise<void>;
};

const routeBy =
  (method: Route['method']) =>
  <P extends string, Q extends z.ZodType, B extends z.ZodType>(path: P, route: Definition<P, Q, B>): Route => ({
    method,
    path,
    ...route,
  });

/** Routes whose handlers see the types of their own path and schemas. */
export const get = routeBy('get');
export const post = routeBy('post');

/** What the body of a request may be, by content type. */
export function bodyTypes({ body, rawBody }: Route): BodyTypes {
  return rawBody ?? (body === undefined ? {} : { [JSON_TYPE]: body });
}
