/** The HTTP application: routes, problems, the contract and its page. */

import { phrase } from '../language/phrase.ts';
import express from 'express';
import type { Express, NextFunction, Request, Response } from 'express';
import { rateLimit } from 'express-rate-limit';
import helmet from 'helmet';
import type { Actor } from '../domain/case/actor.ts';
import type { Locale } from '../language/locale.ts';
import { Admission, type Lane, type LaneLimits } from './http/admission.ts';
import { BodyIntake, type IntakeLimits } from './http/bodyIntake.ts';
import { currentActor } from './http/currentActor.ts';
import type { Route } from './http/defineRoute.ts';
import type { ApiDependencies } from './process/dependencies.ts';
import { DOCS_ASSETS, DOCS_PAGE, DOCS_SCRIPT } from './http/docsPage.ts';
import { openApi } from './http/openApi.ts';
import { parseInput } from './input/parseInput.ts';
import { Problem } from './problems/problem.ts';
import { readNames, readQuery } from './input/readAddress.ts';
import { readBody } from './http/readBody.ts';
import { idempotencyKeyOf } from './http/requestKey.ts';
import { refuseForeign } from './http/refuseForeign.ts';
import { sendProblem } from './problems/sendProblem.ts';
import { ServedHosts } from './http/servedHosts.ts';
import { StreamPlaces, type StreamLimits } from './http/streamPlaces.ts';

export interface AppOptions {
  readonly deps: ApiDependencies;
  readonly routes: readonly Route[];
  readonly version: string;
  /**
   * One line about an answered request: method, route, status, ms. Never the address itself: a receipt code may be in
   * it.
   */
  readonly log: (line: {
    readonly method: string;
    readonly route: string;
    readonly status: number;
    readonly ms: number;
    readonly error?: string;
  }) => void;
  /** Look-ups by receipt code that one address may make in a minute. */
  readonly progressPerMinute?: number;
  /** How many proxies stand before the API, or their addresses: whom `request.ip` names. None when absent. */
  readonly trustProxy?: number | string[];
  readonly lanes?: Partial<Readonly<Record<Lane, LaneLimits>>>;
  readonly intake?: Partial<IntakeLimits>;
  readonly streams?: StreamLimits;
  /** Names that it is served under beside those of this machine: `REDRESS_ALLOWED_HOSTS`. */
  readonly allowedHosts?: readonly string[];
}

export function createApp(options: AppOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.set('trust proxy', options.trustProxy ?? false);
  app.set('query parser', readQuery);
  app.use(
    helmet({
      contentSecurityPolicy: {
        directives: {
          defaultSrc: ["'self'"],
          styleSrc: ["'self'", "'unsafe-inline'"],
          imgSrc: ["'self'", 'data:'],
          upgradeInsecureRequests: null,
        },
      },
      strictTransportSecurity: false,
    }),
  );
  const streams = options.routes.filter((route) => route.stream === true).map((route) => route.path);
  app.use(refuseForeign(new ServedHosts(options.allowedHosts), streams));
  // Nearly every answer names people or what they wrote: no browser and no proxy keeps one.
  app.use(['/v1', '/dev'], (_request, response, next) => {
    response.setHeader('Cache-Control', 'no-store');
    next();
  });
  app.use('/v1/progress', limiter(options.progressPerMinute ?? 30, options.deps.locale));
  const doors = {
    admission: new Admission(options.lanes),
    intake: new BodyIntake(options.intake),
    streams: new StreamPlaces(options.streams),
  };
  for (const route of options.routes)
    app[route.method](route.path, (request, response) => answer(options, doors, route, request, response));
  contractPages(app, options);
  app.get('/', (_request, response) => response.redirect('/docs'));
  app.use((request: Request, response: Response) => {
    const known = options.routes
      .filter((route) => matchesPath(route.path, request.path))
      .map((route) => route.method.toUpperCase());
    const problem =
      known.length === 0
        ? new Problem(404, 'route-unknown', phrase('nothing-here'))
        : new Problem(405, 'method', phrase('methods-taken', { methods: known }));
    if (known.length > 0) response.setHeader('Allow', known.join(', '));
    sendProblem(response, problem, localeOf(request, options.deps.locale));
  });
  // Four parameters make it an error handler for Express: what was thrown before a route was reached, such as a
  // malformed address.
  app.use((error: unknown, request: Request, response: Response, _next: NextFunction) => {
    const status = (error as { status?: unknown }).status;
    const problem =
      typeof status === 'number' && status < 500 && !(error instanceof Problem)
        ? new Problem(status, 'bad-request', phrase('request-unreadable'))
        : error;
    sendProblem(response, problem, localeOf(request, options.deps.locale));
  });
  return app;
}

function limiter(limit: number, locale: Locale): ReturnType<typeof rateLimit> {
  return rateLimit({
    windowMs: 60_000,
    limit,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (request, response) => {
      const problem = new Problem(429, 'too-many-requests', phrase('too-many-lookups'), { retryAfter: 60 });
      sendProblem(response, problem, localeOf(request, locale));
    },
  });
}

interface Doors {
  readonly admission: Admission;
  readonly intake: BodyIntake;
  readonly streams: StreamPlaces;
}

/**
 * Who asks and what is asked is known before a turn is taken: neither a slow sender nor somebody who may not keeps
 * others from theirs.
 */
async function answer(
  options: AppOptions,
  { admission, intake, streams }: Doors,
  route: Route,
  request: Request,
  response: Response,
): Promise<void> {
  const { deps } = options;
  const started = performance.now();
  const locale = localeOf(request, deps.locale);
  let failure: unknown;
  const leave: (() => void)[] = [];
  try {
    const params = readNames(request);
    const actor = route.access === 'person' ? await whoAsks(deps, admission, request, params['no']) : ANYBODY;
    if (route.roles !== undefined && !route.roles.any.some((role) => actor.roles.includes(role)))
      throw new Problem(403, 'actor-not-allowed', route.roles.otherwise);
    const idempotencyKey = idempotencyKeyOf(request.headers['idempotency-key']);
    const query = route.query === undefined ? {} : parseInput(route.query, request.query);
    const lane = route.lane ?? (route.method === 'get' ? 'read' : 'act');
    const takeTurn = async (): Promise<unknown> => lane !== 'none' && leave.push(await admission.enter(lane));
    const { value: body, release } = await readBody(intake, route, request).catch(async (fault: unknown) => {
      if (route.beforeFaults === undefined || !isOfContent(fault)) throw fault;
      await takeTurn();
      await route.beforeFaults({ deps, params, actor });
      throw fault;
    });
    leave.push(release);
    if (route.stream === true) leave.push(streams.take(request.ip ?? ''));
    await takeTurn();
    const result = await route.handle({
      deps,
      params,
      query,
      body,
      actor,
      locale,
      idempotencyKey,
      request,
      response,
    } as never);
    if (result !== undefined)
      response
        .status(result.status ?? 200)
        .set(result.headers ?? {})
        .type('json')
        .send(Buffer.isBuffer(result.body) ? result.body : JSON.stringify(result.body));
  } catch (error) {
    failure = error;
    if (!request.complete) discardRest(request, response);
    if (!response.headersSent) sendProblem(response, error, locale);
  } finally {
    for (const one of leave) one();
  }
  const ms = Math.round(performance.now() - started);
  deps.metrics.answered(route.method, route.path, response.statusCode, ms / 1000);
  const unexpected = failure !== undefined && response.statusCode >= 500;
  options.log({
    method: route.method,
    route: route.path,
    status: response.statusCode,
    ms,
    ...(unexpected ? { error: nameOf(failure) } : {}),
  });
}

/** How long somebody who was refused may go on sending, ms: cut off at once they would not get the answer. */
const LINGER_MS = 1_000;

/** What still comes of a refused request is read and thrown away; then its connection ends. */
function discardRest(request: Request, response: Response): void {
  request.resume();
  response.once('finish', () =>
    setTimeout(() => {
      if (!request.complete) request.destroy();
    }, LINGER_MS),
  );
}

async function whoAsks(
  deps: ApiDependencies,
  admission: Admission,
  request: Request,
  no: string | undefined,
): Promise<Actor> {
  const leave = await admission.enter('ask');
  try {
    return await currentActor(deps, request, no);
  } finally {
    leave();
  }
}

/** A fault of what the body says. One that is too large or too slow has no hearing at all. */
function isOfContent(fault: unknown): boolean {
  return fault instanceof Problem && [400, 415, 422].includes(fault.status);
}

const ANYBODY = { id: '', roles: [], unit: '', reach: false };

/** What went wrong without what was sent: names and codes of errors only. */
function nameOf(error: unknown): string {
  const { name, code, stack } = error as { readonly name?: string; readonly code?: string; readonly stack?: string };
  const place = stack
    ?.split('\n')
    .find((line) => line.trim().startsWith('at '))
    ?.trim();
  return [name, code, place].filter((part) => part !== undefined).join(' ');
}

function localeOf(request: Request, fallback: Locale): Locale {
  const wanted = /\b(zh|en)\b/i.exec(request.headers['accept-language'] ?? '')?.[1]?.toLowerCase();
  return wanted === 'zh' || wanted === 'en' ? wanted : fallback;
}

function contractPages(app: Express, options: AppOptions): void {
  const contract = openApi(options.routes, options.version);
  app.get('/openapi.json', (_request, response) => response.json(contract));
  app.get('/docs', (_request, response) => response.type('html').send(DOCS_PAGE));
  app.get('/docs/start.js', (_request, response) => response.type('js').send(DOCS_SCRIPT));
  app.use('/docs/assets', express.static(DOCS_ASSETS, { index: false, maxAge: '1h' }));
}

function matchesPath(pattern: string, path: string): boolean {
  return new RegExp(`^${pattern.replace(/:\w+/g, '[^/]+')}$`).test(path);
}
