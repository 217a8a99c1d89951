import { z } from 'zod';
import { problemSchema } from '../../contracts/http/httpProblem.ts';
import { own } from '../../domain/values/own.ts';
import { LONGEST_NAME } from '../input/readAddress.ts';
import { bodyTypes, JSON_TYPE, type BodyTypes, type Route } from './route.ts';
import { IDEMPOTENCY_KEY } from './requestKey.ts';

type Json = Record<string, unknown>;

/** OpenAPI 3.1. */
export function openApi(routes: readonly Route[], version: string): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...own(paths, path), [route.method]: operation(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Redress 诉达',
      version,
      description:
        'Complaints as durable workflows. Errors are application/problem+json. Every POST takes an Idempotency-Key.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: { Problem: schemaOf(problemSchema, 'output') },
      securitySchemes: {
        actor: {
          type: 'apiKey',
          in: 'header',
          name: 'X-Redress-Actor',
          description: 'Id of the person who asks (local installations)',
        },
      },
    },
  };
}

function operation(route: Route): Json {
  const { method, path, summary, tag, answers, problems = [] } = route;
  const body = bodyTypes(route);
  const refused = [...new Set([...usualProblems(route), ...problems])].sort((a, b) => a - b);
  return {
    operationId: method + path.replace(/[^A-Za-z]+(\w?)/g, (_, letter: string) => letter.toUpperCase()),
    summary,
    tags: [tag],
    security: route.access === 'anybody' ? [] : [{ actor: [] }, {}],
    parameters: [...pathParameters(path), ...queryParameters(route), ...headerParameters(method)],
    ...(Object.keys(body).length > 0 && { requestBody: { required: true, content: contentOf(body, 'input') } }),
    responses: {
      ...Object.fromEntries(refused.map((status) => [status, PROBLEM])),
      ...Object.fromEntries(
        Object.entries(answers).map(
          ([status, { description, schema = z.string(), contentType = JSON_TYPE, asText }]) => {
            const types = { [contentType]: schema, ...(asText === undefined ? {} : { [asText]: z.string() }) };
            return [status, { description, content: contentOf(types, 'output') }];
          },
        ),
      ),
    },
  };
}

/** Follow from the route's form. 405: other methods at its address. */
function usualProblems(route: Route): readonly number[] {
  const statuses = [400, 405, 408, 421, 431, 503];
  if (route.access !== 'anybody') statuses.push(401);
  if (route.roles !== undefined) statuses.push(403);
  if (route.path.includes('/:')) statuses.push(404);
  if (route.query !== undefined) statuses.push(422);
  if (route.stream === true) statuses.push(429);
  if (route.method !== 'get') statuses.push(403, 409, 422);
  if (Object.keys(bodyTypes(route)).length > 0) statuses.push(413, 415, 422, 429);
  return statuses;
}

const PROBLEM = {
  description: 'Refused; nothing was changed',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

function contentOf(types: BodyTypes, io: 'input' | 'output'): Json {
  return Object.fromEntries(Object.entries(types).map(([type, schema]) => [type, { schema: schemaOf(schema, io) }]));
}

function pathParameters(path: string): readonly Json[] {
  const schema = { type: 'string', minLength: 1, maxLength: LONGEST_NAME };
  return [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({ name, in: 'path', required: true, schema }));
}

function queryParameters({ query }: Route): readonly Json[] {
  if (query === undefined) return [];
  const { properties = {}, required = [] } = schemaOf(query, 'input') as {
    properties?: Record<string, Json>;
    required?: readonly string[];
  };
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
}

function headerParameters(method: Route['method']): readonly Json[] {
  const header = (name: string, schema: Json, description: string): Json => ({
    name,
    in: 'header',
    required: false,
    schema: { type: 'string', ...schema },
    description,
  });
  const language = 'zh-CN or en; anything else: the language of the installation';
  const key = 'The same key and body give the first answer again';
  return [
    ...(method !== 'get' ? [header('Idempotency-Key', { pattern: IDEMPOTENCY_KEY.source }, key)] : []),
    header('Accept-Language', {}, language),
  ];
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json;
  return rest;
}
