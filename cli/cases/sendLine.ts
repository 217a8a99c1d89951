import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Locale } from '../../language/bilingual.ts';
import { canonicalJson } from '../../store/database/canonicalJson.ts';
import { askApi } from '../installation/askApi.ts';
import { isBusy } from '../installation/isBusy.ts';
import { callApi } from '../installation/callApi.ts';
import { fail } from '../output/fail.ts';

/** Whom lines are sent to, and in whose name. */
export type ImportTarget = Readonly<{
  api: string;
  actor: string | undefined;
  locale: Locale;
  path: '/v1/complaints' | '/v1/past-complaints';
  dryRun: boolean;
}>;

export type LineRefused = Readonly<{
  kind: 'refused';
  status: number;
  code: string | undefined;
  detail: string | undefined;
  errors: readonly Readonly<{ pointer: string; detail: string }>[];
}>;

/** `differing`: where the line differs from what is registered under its reference. */
export type LineAnswer =
  | Readonly<{ kind: 'registered'; no: string; receiptCode: string | null }>
  | Readonly<{ kind: 'known'; no: string | undefined; receiptCode: string | null; differing: readonly string[] }>
  | { readonly kind: 'passed' }
  | LineRefused;

type Answered = Partial<Omit<LineRefused, 'kind'> & { readonly no: string; readonly receiptCode: string | null }>;

/** The content alone: the same complaint has the same key wherever it stands and however it is written. */
export function contentKey(body: unknown): string {
  return createHash('sha256').update(canonicalJson(body)).digest('hex');
}

/** Fails in one line when nothing answers at the address, or not to this person. */
export async function requireApi({ api, actor, locale }: ImportTarget): Promise<void> {
  const answer = await askApi(api, '/v1/packs', locale, { actor });
  const body = await bodyOf(answer);
  refuseAll(answer.status, body);
  if (!isBusy(answer.status) && (answer.status !== 200 || !Object.hasOwn(body, 'items')))
    fail({ zh: `${api} 不是 Redress 的接口`, en: `what answers at ${api} is no API of Redress` });
}

/** Registers it behind other requests; again while the service is away or busy. */
export async function sendLine(target: ImportTarget, body: unknown): Promise<LineAnswer> {
  const { api, actor, locale, path, dryRun } = target;
  const headers = { 'Idempotency-Key': contentKey(body), Priority: 'u=6' };
  const text = canonicalJson(body);
  for (;;) {
    const answer = await callApi(api, dryRun ? `${path}?dryRun=true` : path, locale, { actor, body: text, headers });
    const said = answer === undefined ? {} : await bodyOf(answer);
    if (answer === undefined || isPassing(answer.status, said.code)) {
      await pause(Number(answer?.headers.get('retry-after') ?? 1) * 1_000);
      continue;
    }
    const { status } = answer;
    const { no, receiptCode = null } = said;
    if (status === 200) return { kind: 'passed' };
    if (status === 201 && no !== undefined)
      return answer.headers.get('idempotency-replayed') === 'true'
        ? { kind: 'known', no, receiptCode, differing: [] }
        : { kind: 'registered', no, receiptCode };
    if (said.code === 'reference-known') return knownAs(target, said);
    refuseAll(status, said);
    return { kind: 'refused', status, code: said.code, detail: said.detail, errors: said.errors ?? [] };
  }
}

function isPassing(status: number, code: string | undefined): boolean {
  return status >= 500 || isBusy(status) || code === 'request-running';
}

async function knownAs({ api, actor, locale }: ImportTarget, { no, errors = [] }: Answered): Promise<LineAnswer> {
  const differing = errors.map(({ pointer }) => pointer).filter((pointer) => pointer !== '/reference');
  const answer = no === undefined ? undefined : await callApi(api, `/v1/complaints/${no}`, locale, { actor });
  const { receiptCode = null } = answer?.status === 200 ? await bodyOf(answer) : {};
  return { kind: 'known', no, receiptCode, differing };
}

/** What no other line would be answered otherwise: who asks is unknown or may not. */
function refuseAll(status: number, { code, detail = '' }: Answered): void {
  if (status === 401 || status === 421 || code === 'actor-not-allowed' || code === 'route-unknown')
    fail({ zh: detail, en: detail });
}

async function bodyOf(answer: Response): Promise<Answered> {
  return (await answer.json().catch(() => ({}))) as Answered;
}
