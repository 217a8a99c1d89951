import type { Request, Response } from 'express';
import type { Actor } from '../../domain/case/event.ts';
import { own } from '../../domain/values/own.ts';
import { parseInput } from '../input/parseInput.ts';
import { readNames } from '../input/readAddress.ts';
import { Problem } from '../problems/problem.ts';
import { sendProblem } from '../problems/sendProblem.ts';
import type { ApiDependencies } from '../process/dependencies.ts';
import type { AddressPlaces } from './addressPlaces.ts';
import type { Admission } from './admission.ts';
import type { BodyIntake } from './bodyIntake.ts';
import { currentActor } from './currentActor.ts';
import { bodyTypes, type Route } from './route.ts';
import { localeOf } from './localeOf.ts';
import { readBody } from './readBody.ts';
import { idempotencyKeyOf, requestKey } from './requestKey.ts';

/** Without the address, which may hold a receipt code. */
export type AnsweredLine = Readonly<{
  method: string;
  route: string;
  status: number;
  ms: number;
  error?: string;
}>;

export type RouteGuards = Readonly<{
  deps: ApiDependencies;
  admission: Admission;
  intake: BodyIntake;
  streams: AddressPlaces;
  log: (line: AnsweredLine) => void;
}>;

/** ms; a refused sender who is cut off at once misses the answer. */
const LINGER_MS = 1_000;
const ANYBODY: Actor = { id: '', roles: [], unit: '', reach: false };

export async function answerRoute(
  doors: RouteGuards,
  route: Route,
  request: Request,
  response: Response,
): Promise<void> {
  const started = performance.now();
  const { method, path } = route;
  const leave: (() => void)[] = [];
  let failure: unknown;
  try {
    await answer(doors, route, request, response, leave);
  } catch (error) {
    failure = error;
    if (!request.complete) discardRest(request, response);
    if (!response.headersSent) sendProblem(response, error, localeOf(request, doors.deps.locale));
  } finally {
    for (const one of leave) one();
  }
  const { statusCode: status } = response;
  const ms = Math.round(performance.now() - started);
  doors.deps.metrics.answered(method, path, status, ms / 1000);
  const error = failure !== undefined && status >= 500 ? { error: nameOf(failure) } : {};
  doors.log({ method, route: path, status, ms, ...error });
}

/** Takes a turn only after all checks: slow and refused senders hold up nobody. */
async function answer(
  { deps, admission, intake, streams }: RouteGuards,
  route: Route,
  request: Request,
  response: Response,
  leave: (() => void)[],
): Promise<void> {
  const { method, roles, lane = method === 'get' ? 'read' : 'act', beforeFaults } = route;
  const takeTurn = async (): Promise<unknown> => lane !== 'none' && leave.push(await admission.enter(lane));
  const params = readNames(request.params as Record<string, string>);
  const actor = route.access === 'anybody' ? ANYBODY : await whoAsks(deps, admission, request, params['no']);
  if (roles !== undefined && !roles.any.some((role) => actor.roles.includes(role)))
    throw new Problem(403, 'actor-not-allowed', roles.otherwise);
  const clientKey = idempotencyKeyOf(request);
  const query = route.query === undefined ? {} : parseInput(route.query, request.query);
  const body = await readBody(intake, bodyTypes(route), request, leave).catch(async (fault: unknown) => {
    if (beforeFaults === undefined || !isOfContent(fault)) throw fault;
    await takeTurn();
    await beforeFaults({ deps, params, actor, fault } as never);
    throw fault;
  });
  const key = clientKey === undefined ? undefined : requestKey(actor.id, callOf(route, params), clientKey, body);
  if (route.stream === true) leave.push(streams.take(request.ip));
  await takeTurn();
  const locale = localeOf(request, deps.locale);
  const result = await route.handle({ deps, params, query, body, actor, locale, key, request, response } as never);
  if (result === undefined) return;
  const { status = 200, headers = {}, body: said } = result;
  response
    .status(status)
    .set(headers)
    .type('json')
    .send(Buffer.isBuffer(said) ? said : JSON.stringify(said));
}

function callOf({ method, path }: Route, params: Readonly<Record<string, string>>): string {
  return `${method.toUpperCase()} ${path.replace(/:(\w+)/g, (_, name: string) => own(params, name) ?? '')}`;
}

async function whoAsks(
  deps: ApiDependencies,
  admission: Admission,
  request: Request,
  no: string | undefined,
): Promise<Actor> {
  const leave = await admission.enter('ask');
  return currentActor(deps, request, no).finally(leave);
}

/** Not of size or speed. */
function isOfContent(fault: unknown): boolean {
  return fault instanceof Problem && [400, 415, 422].includes(fault.status);
}

/** Reads the rest of a refused request, then ends the connection. */
function discardRest(request: Request, response: Response): void {
  request.resume();
  response.once('finish', () => setTimeout(() => request.complete || request.destroy(), LINGER_MS));
}

/** Nothing of what was sent. */
function nameOf(error: unknown): string {
  const { name, code, stack = '' } = error as { name?: string; code?: string; stack?: string };
  const [place] = /(?<=^\s*)at .*/m.exec(stack) ?? [];
  return [name, code, place].filter((part) => part !== undefined).join(' ');
}
