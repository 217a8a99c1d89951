import { z } from 'zod';
import { problemSchema } from '../../contracts/httpProblem.ts';
import type { Route } from './defineRoute.ts';
import { LONGEST_NAME } from '../input/readAddress.ts';
import { IDEMPOTENCY_KEY } from './requestKey.ts';
import { own } from '../../domain/values/own.ts';

type Json = Record<string, unknown>;

/** The contract (OpenAPI 3.1), generated from the routes and their schemas. */
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
  const problems = [...new Set([...usualProblems(route), ...(route.problems ?? [])])].sort((a, b) => a - b);
  const answers = Object.entries(route.answers).map(([status, answer]) => [
    status,
    { description: answer.description, content: content(answer) },
  ]);
  return {
    operationId: route.method + route.path.replace(/[^A-Za-z]+(\w?)/g, (_, letter: string) => letter.toUpperCase()),
    summary: route.summary,
    tags: [route.tag],
    ...(route.access === 'person' ? { security: [{ actor: [] }, {}] } : { security: [] }),
    parameters: [...pathParameters(route), ...queryParameters(route), ...headerParameters(route)],
    ...requestBody(route),
    responses: {
      ...Object.fromEntries(answers),
      ...Object.fromEntries(problems.filter((status) => !(status in route.answers)).map((status) => [status, PROBLEM])),
    },
  };
}

/** Statuses that a route has by its form alone. 405 is what its address answers to other methods. */
function usualProblems(route: Route): readonly number[] {
  const takesBody = route.body !== undefined || route.rawBody !== undefined;
  return [
    400,
    405,
    408,
    421,
    431,
    503,
    ...(route.access === 'person' ? [401] : []),
    ...(route.path.includes('/:') ? [404] : []),
    ...(route.query === undefined ? [] : [422]),
    ...(route.method === 'post' ? [403, 409, 422] : []),
    ...(takesBody ? [413, 415, 422, 429] : []),
  ];
}

const PROBLEM = {
  description: 'Refused; nothing was changed',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

function content(answer: Route['answers'][number]): Json {
  return {
    [answer.contentType ?? 'application/json']: {
      schema: answer.schema === undefined ? { type: 'string' } : schemaOf(answer.schema, 'output'),
    },
  };
}

function requestBody(route: Route): Json {
  if (route.body !== undefined)
    return {
      requestBody: { required: true, content: { 'application/json': { schema: schemaOf(route.body, 'input') } } },
    };
  if (route.rawBody === undefined) return {};
  const types = Object.entries(route.rawBody).map(([type, schema]) => [type, { schema: schemaOf(schema, 'input') }]);
  return { requestBody: { required: true, content: Object.fromEntries(types) } };
}

function pathParameters(route: Route): readonly Json[] {
  return [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string', minLength: 1, maxLength: LONGEST_NAME },
  }));
}

function queryParameters(route: Route): readonly Json[] {
  if (route.query === undefined) return [];
  const { properties = {}, required = [] } = schemaOf(route.query, 'input') as {
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

function headerParameters(route: Route): readonly Json[] {
  const language = {
    name: 'Accept-Language',
    in: 'header',
    required: false,
    schema: { type: 'string' },
    description: 'zh-CN or en; anything else: the language of the installation',
  };
  const key = {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    schema: { type: 'string', pattern: IDEMPOTENCY_KEY.source },
    description: 'The same key and body give the first answer again',
  };
  return route.method === 'post' ? [key, language] : [language];
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json;
  return rest;
}
