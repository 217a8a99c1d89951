import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { Actor } from '../../domain/case/actor.ts';
import type { Locale } from '../../language/locale.ts';
import type { Phrase } from '../../language/phrase.ts';
import type { RequestKey } from '../../store/idempotency/idempotency.ts';
import type { ApiDependencies } from '../process/dependencies.ts';
import type { Lane } from './admission.ts';

export const JSON_TYPE = 'application/json';
/** By content type. */
export type BodyTypes = Readonly<Record<string, z.ZodType>>;

export interface RouteInput<Params = unknown, Query = unknown, Body = unknown> {
  readonly deps: ApiDependencies;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly actor: Actor;
  readonly locale: Locale;
  /** `undefined` without `Idempotency-Key`. */
  readonly key: RequestKey | undefined;
  readonly request: Request;
  readonly response: Response;
}

export interface RouteAnswer {
  readonly status?: number;
  /** A buffer is finished JSON. */
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One route of the API; the contract is made from it. */
export interface Route {
  readonly method: 'get' | 'post';
  /** Express path, e.g. `/v1/complaints/:no`. */
  readonly path: string;
  readonly summary: string;
  readonly tag: string;
  /** Default: only known people. */
  readonly access?: 'anybody';
  /** Others are refused with `otherwise` before they take a turn. */
  readonly roles?: { readonly any: readonly string[]; readonly otherwise: Phrase };
  /** `none`: whatever the load. Default: `read` for GET, `act` for POST. */
  readonly lane?: Lane | 'none';
  /** The answer is endless; the number of open ones is limited. */
  readonly stream?: true;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** Instead of `body` where it may be no JSON, e.g. YAML, passed as text. */
  readonly rawBody?: BodyTypes;
  readonly answers: Readonly<
    Record<number, { readonly description: string; readonly schema?: z.ZodType; readonly contentType?: string }>
  >;
  /** Beyond those that follow from its form (`openApi.ts`). */
  readonly problems?: readonly number[];
  /** `undefined`: the handler has answered. */
  readonly handle: (input: RouteInput<never, never, never>) => Promise<RouteAnswer | undefined>;
  /** Called when the body has a fault: throws what weighs more. */
  readonly beforeFaults?: (asked: Pick<RouteInput<never>, 'deps' | 'params' | 'actor'>) => Promise<void>;
}

/** Parameters of a path. */
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

/** Their handlers have the types of their path and schemas. */
export const get = routeBy('get');
export const post = routeBy('post');

export function bodyTypes({ body, rawBody }: Route): BodyTypes {
  return rawBody ?? (body === undefined ? {} : { [JSON_TYPE]: body });
}
