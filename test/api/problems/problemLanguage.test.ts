import { phrase } from '../../../language/phrase.ts';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../../api/app.ts';
import { get } from '../../../api/http/route.ts';
import type { ApiDependencies } from '../../../api/process/dependencies.ts';
import { Problem } from '../../../api/problems/problem.ts';
import { CHINESE_TITLES, problemTitle } from '../../../language/phrases/problemTitles.ts';
import { projectRoot } from '../../../config/projectRoot.ts';
import { REJECTION_CODES } from '../../../domain/case/rejection.ts';

const refusing = get('/v1/refusing', {
  summary: 'Refuses',
  tag: 'test',
  access: 'anybody',
  lane: 'none',
  answers: {},
  problems: [409],
  handle: () => Promise.reject(new Problem(409, 'case-not-open', phrase('other-ended'))),
});
const limited = get('/v1/progress/:receiptCode', {
  summary: 'Is limited',
  tag: 'test',
  access: 'anybody',
  lane: 'none',
  answers: {},
  problems: [429],
  handle: () => Promise.resolve({ body: {} }),
});

const servers: Server[] = [];
let chinese: string;
let english: string;

/** The application of an installation in this language; nothing asked of it here needs a database. */
async function installation(locale: 'zh' | 'en'): Promise<string> {
  const deps = { locale, metrics: { answered: () => {} } } as unknown as ApiDependencies;
  const server = createServer(
    createApp({
      deps,
      routes: [refusing, limited],
      version: 'test',
      temporalUi: { namespace: 'redress', workflowType: 'redress-complaint' },
      log: () => {},
      progressPerMinute: 1,
    }),
  );
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

beforeAll(async () => {
  [chinese, english] = await Promise.all([installation('zh'), installation('en')]);
});
afterAll(() => {
  for (const server of servers) server.close();
});

async function titleOf(
  url: string,
  language?: string,
): Promise<readonly [title: string, language: string | null, detail: string]> {
  const answer = await fetch(url, language === undefined ? {} : { headers: { 'accept-language': language } });
  const body = (await answer.json()) as { readonly title: string; readonly detail: string };
  return [body.title, answer.headers.get('content-language'), body.detail];
}

describe('the title of a problem', () => {
  it('is in the language of whoever asks, else in that of the installation', async () => {
    expect(await titleOf(`${chinese}/v1/refusing`)).toEqual(['案件已终结', 'zh', '要并入的案件已终结']);
    expect(await titleOf(`${chinese}/v1/refusing`, 'en-GB,en;q=0.9')).toEqual([
      'Not now',
      'en',
      'the case that it should go into has ended',
    ]);
    expect(await titleOf(`${english}/v1/refusing`)).toEqual([
      'Not now',
      'en',
      'the case that it should go into has ended',
    ]);
    expect(await titleOf(`${english}/v1/refusing`, 'zh-CN')).toEqual(['案件已终结', 'zh', '要并入的案件已终结']);
    expect((await titleOf(`${english}/v1/refusing`, 'fr'))[1]).toBe('en');
    expect((await titleOf(`${chinese}/v1/refusing`, '*'))[1]).toBe('zh');
    expect((await titleOf(`${english}/v1/refusing`, 'en;q=0.5, zh-CN;q=0.9'))[1]).toBe('zh');
  });

  it('is so where no route is reached', async () => {
    expect((await titleOf(`${chinese}/v1/nothing`)).slice(0, 2)).toEqual(['没有这个地址', 'zh']);
    expect((await titleOf(`${chinese}/v1/nothing`, 'en')).slice(0, 2)).toEqual(['Not found', 'en']);
    expect((await titleOf(`${chinese}/v1/progress/%E0%A4%A`)).slice(0, 2)).toEqual(['无法读取请求', 'zh']);
    expect((await titleOf(`${chinese}/v1/progress/1`)).slice(0, 2)).toEqual(['请求过于频繁', 'zh']);
    expect((await titleOf(`${chinese}/v1/progress/1`, 'en')).slice(0, 2)).toEqual(['Too many requests', 'en']);
  });

  it('is there for a code of another version', () => {
    expect(problemTitle(422, 'of-tomorrow', 'zh')).toBe('请求未能处理');
    expect(problemTitle(418, 'of-tomorrow', 'en')).toBe('Error');
  });
});

describe('every problem that is thrown', () => {
  const thrown = sources('api').flatMap((text) =>
    [...text.matchAll(/new Problem\(\s*(\d{3}),\s*'([\w-]+)'/g)].map(
      (match) => [Number(match[1]), match[2] ?? ''] as const,
    ),
  );

  it('is found by this test', () => expect(thrown.length).toBeGreaterThan(40));
  it.each(thrown)('%i %s has a title in both languages', (status, code) => {
    expect(Object.keys(CHINESE_TITLES)).toContain(code);
    expect(problemTitle(status, code, 'en')).not.toBe('Error');
  });
  it.each(REJECTION_CODES)('refusal %s has a title in both languages', (code) => {
    expect(CHINESE_TITLES[code]).toMatch(/\p{Script=Han}/u);
  });
  it('has one that is Chinese', () => {
    expect(Object.values(CHINESE_TITLES).filter((title) => !/\p{Script=Han}/u.test(title))).toEqual([]);
  });
});

function sources(folder: string): readonly string[] {
  const files = readdirSync(join(projectRoot(), folder), { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  return files.map((file) => readFileSync(join(projectRoot(), folder, file), 'utf8'));
}
