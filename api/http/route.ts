import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { Actor } from '../../domain/case/event.ts';
import type { Locale } from '../../language/bilingual.ts';
import type { Phrase } from '../../language/phrase.ts';
import type { RequestKey } from '../../store/idempotency/idempotency.ts';
import type { ApiDependencies } from '../process/dependencies.ts';
import type { Lane } from './admission.ts';

export const JSON_TYPE = 'application/json';
/** By content type. */
export type BodyTypes = Readonly<Record<string, z.ZodType>>;

export type RouteInput<Params = unknown, Query = unknown, Body = unknown> = Readonly<{
  deps: ApiDependencies;
  params: Params;
  query: Query;
  body: Body;
  actor: Actor;
  locale: Locale;
  /** `undefined` without `Idempotency-Key`. */
  key: RequestKey | undefined;
  request: Request;
  response: Response;
}>;

export type FaultyInput<Params = unknown> = Pick<RouteInput<Params>, 'deps' | 'params' | 'actor'> & {
  readonly fault: unknown;
};

export type RouteAnswer = Readonly<{
  status?: number;
  /** A buffer is finished JSON. */
  body: unknown;
  headers?: Readonly<Record<string, string>>;
}>;

export type Route = Readonly<{
  method: 'get' | 'post' | 'put';
  /** Express path, e.g. `/v1/complaints/:no`. */
  path: string;
  summary: string;
  tag: string;
  /** Default: only known people. */
  access?: 'anybody';
  /** Others get `otherwise` before they take a turn. */
  roles?: Readonly<{ any: readonly string[]; otherwise: Phrase }>;
  /** `none`: whatever the load. Default: `read` for GET, `act` for others. */
  lane?: Lane | 'none';
  /** An endless answer; the number of open ones is limited. */
  stream?: true;
  query?: z.ZodType;
  body?: z.ZodType;
  /** Instead of `body` where it may be no JSON, e.g. YAML, passed as text. */
  rawBody?: BodyTypes;
  /** `asText`: the content type of the same as text, where somebody asked for that. */
  answers: Readonly<
    Record<number, Readonly<{ description: string; schema?: z.ZodType; contentType?: string; asText?: string }>>
  >;
  /** Beyond those that follow from its form (`openApi.ts`). */
  problems?: readonly number[];
  /** `undefined`: the handler has answered. */
  handle: (input: RouteInput<never, never, never>) => Promise<RouteAnswer | undefined>;
  /** Called when the body has a fault: throws what weighs more, or what is wrong besides. */
  beforeFaults?: (asked: FaultyInput<never>) => Promise<void>;
}>;

type NamesIn<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | NamesIn<Rest>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;
type ParamsOf<Path extends string> = Readonly<Record<NamesIn<Path>, string>>;

type Definition<P extends string, Q extends z.ZodType, B extends z.ZodType> = Omit<
  Route,
  'method' | 'path' | 'query' | 'body' | 'handle' | 'beforeFaults'
> &
  Readonly<{
    query?: Q;
    body?: B;
    handle: (input: RouteInput<ParamsOf<P>, z.infer<Q>, z.infer<B>>) => ReturnType<Route['handle']>;
    beforeFaults?: (asked: FaultyInput<ParamsOf<P>>) => Promise<void>;
  }>;

const routeBy =
  (method: Route['method']) =>
  <P extends string, Q extends z.ZodType, B extends z.ZodType>(path: P, route: Definition<P, Q, B>): Route => ({
    method,
    path,
    ...route,
  });

export const get = routeBy('get');
export const post = routeBy('post');
/** The same again changes nothing. */
export const put = routeBy('put');

export function bodyTypes({ body, rawBody }: Route): BodyTypes {
  return rawBody ?? (body === undefined ? {} : { [JSON_TYPE]: body });
}
