import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { rateLimit } from 'express-rate-limit';
import helmet from 'helmet';
import { phrase } from '../language/phrase.ts';
import { AddressPlaces, type PlaceLimits } from './http/addressPlaces.ts';
import { Admission, type Lane, type LaneLimits } from './http/admission.ts';
import { answerRoute, type RouteGuards } from './http/answerRoute.ts';
import { BodyIntake, type IntakeLimits } from './http/bodyIntake.ts';
import type { Route } from './http/route.ts';
import { DOCS_ASSETS, DOCS_PAGE, DOCS_SCRIPT } from './http/docsPage.ts';
import { localeOf } from './http/localeOf.ts';
import { openApi } from './http/openApi.ts';
import { refuseForeign } from './http/refuseForeign.ts';
import { ServedHosts } from './http/servedHosts.ts';
import { startPage, type TemporalUi } from './http/startPage.ts';
import { readQuery } from './input/readAddress.ts';
import { Problem } from './problems/problem.ts';
import { sendProblem } from './problems/sendProblem.ts';

export interface AppOptions extends Pick<RouteGuards, 'deps' | 'log'> {
  readonly routes: readonly Route[];
  readonly version: string;
  readonly temporalUi: TemporalUi;
  /** Look-ups by receipt code for each address and minute. */
  readonly progressPerMinute?: number;
  /** Proxies before the API, by number or address; `request.ip` follows from them. */
  readonly trustProxy?: number | string[];
  readonly lanes?: Partial<Readonly<Record<Lane, LaneLimits>>>;
  readonly intake?: Partial<IntakeLimits>;
  readonly streams?: PlaceLimits;
  /** `REDRESS_ALLOWED_HOSTS`, beside this machine's names. */
  readonly allowedHosts?: readonly string[];
}

/** Each stream reads the log whenever it grows. */
const STREAMS: PlaceLimits = { perAddress: 50, inAll: 200 };

export function createApp(options: AppOptions): Express {
  const { deps, routes, version, temporalUi, log } = options;
  const { progressPerMinute = 30, trustProxy = false, streams = STREAMS } = options;
  const refuse = (request: Request, response: Response, error: unknown): void =>
    sendProblem(response, error, localeOf(request, deps.locale));
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.set('trust proxy', trustProxy);
  app.set('query parser', readQuery);
  app.use(
    helmet({
      contentSecurityPolicy: {
        directives: { styleSrc: ["'self'", "'unsafe-inline'"], upgradeInsecureRequests: null },
      },
      strictTransportSecurity: false,
    }),
  );
  const streamed = routes.filter((route) => route.stream).map((route) => route.path);
  app.use(refuseForeign(new ServedHosts(options.allowedHosts), streamed));
  // Nearly every answer names people or quotes them.
  app.use(['/v1', '/dev'], (_request, response, next) => {
    response.setHeader('Cache-Control', 'no-store');
    next();
  });
  app.use(
    '/v1/progress',
    rateLimit({
      windowMs: 60_000,
      limit: progressPerMinute,
      standardHeaders: 'draft-8',
      legacyHeaders: false,
      handler: (request, response) =>
        refuse(
          request,
          response,
          new Problem(429, 'too-many-requests', phrase('too-many-lookups'), { retryAfter: 60 }),
        ),
    }),
  );
  const doors: RouteGuards = {
    deps,
    log,
    admission: new Admission(options.lanes),
    intake: new BodyIntake(options.intake),
    streams: new AddressPlaces(streams, {
      address: phrase('too-many-streams-here'),
      all: phrase('too-many-streams'),
      retryAfter: 30,
    }),
  };
  for (const route of routes)
    app[route.method](route.path, (request, response) => answerRoute(doors, route, request, response));
  const contract = openApi(routes, version);
  app.get('/openapi.json', (_request, response) => response.json(contract));
  app.get('/docs', (_request, response) => response.type('html').send(DOCS_PAGE));
  app.get('/docs/start.js', (_request, response) => response.type('js').send(DOCS_SCRIPT));
  app.use('/docs/assets', express.static(DOCS_ASSETS, { index: false, maxAge: '1h' }));
  app.use(startPage(deps, temporalUi));
  app.use((request, response) => {
    const methods = routes
      .filter((route) => matchesPath(route.path, request.path))
      .map((route) => route.method.toUpperCase());
    if (methods.length === 0)
      return refuse(request, response, new Problem(404, 'route-unknown', phrase('nothing-here')));
    response.setHeader('Allow', methods.join(', '));
    refuse(request, response, new Problem(405, 'method', phrase('methods-taken', { methods })));
  });
  // Four parameters make it Express's error handler, for errors before a route, such as a malformed address.
  app.use((error: unknown, request: Request, response: Response, _next: NextFunction) => {
    const { status } = error as { status?: unknown };
    const isProblem = error instanceof Problem || typeof status !== 'number' || status >= 500;
    refuse(request, response, isProblem ? error : new Problem(status, 'bad-request', phrase('request-unreadable')));
  });
  return app;
}

function matchesPath(pattern: string, path: string): boolean {
  return new RegExp(`^${pattern.replace(/:\w+/g, '[^/]+')}$`).test(path);
}
