import { createTransport } from 'nodemailer';
import type { Environment } from '../../config/environment.ts';
import type { Ready } from '../../runtime/machine/readyFile.ts';
import type { Finding } from './finding.ts';

const PATIENCE_MS = 3_000;

/**
 * Of the bank's own servers, else of the running sink. Drills have their own finding where their mails go elsewhere.
 */
export async function mailFindings(
  env: Environment,
  ready: Pick<Ready, 'smtp' | 'mail'> | undefined,
): Promise<readonly Finding[]> {
  const sink = ready?.smtp ?? undefined;
  const real = env.REDRESS_SMTP_URL ?? sink;
  if (real === undefined) return [];
  const drills = env.REDRESS_DRILL_SMTP_URL ?? sink ?? real;
  const look = (url: string, part: string, setting: string): Promise<Finding> =>
    url === sink ? sinkFinding(url, ready?.mail ?? '') : serverFinding(url, part, setting);
  return Promise.all([
    look(real, 'mail', 'REDRESS_SMTP_URL'),
    ...(drills === real ? [] : [look(drills, 'mail of drills', 'REDRESS_DRILL_SMTP_URL')]),
  ]);
}

async function serverFinding(url: string, part: string, setting: string): Promise<Finding> {
  const refusal = await refusalOf(url);
  // Only the host: the address may hold a password.
  const { host } = new URL(url);
  return {
    part,
    ok: refusal === undefined,
    detail:
      refusal === undefined
        ? { zh: `${host} 可收邮件`, en: `${host} takes mails` }
        : {
            zh: `${host} 不收邮件(${refusal.code ?? '未说明原因'})`,
            en: `${host} takes no mails (${refusal.code ?? 'no reason given'})`,
          },
    mend: { zh: `检查该服务器,或核对 ${setting}`, en: `see to that server, or check ${setting}` },
  };
}

async function sinkFinding(url: string, inbox: string): Promise<Finding> {
  const ok = (await refusalOf(url)) === undefined;
  return {
    part: 'mail sink',
    ok,
    detail: ok
      ? { zh: `可收邮件;在 ${inbox} 查看`, en: `takes mails; read them at ${inbox}` }
      : { zh: '没有应答', en: 'does not answer' },
    mend: { zh: '它在接口 API 进程内;查看 logs/api.log', en: 'it lives in the API; see logs/api.log' },
  };
}

/** Logs in as the worker does and sends nothing. Only a code: a server's words may repeat a password. */
async function refusalOf(url: string): Promise<{ readonly code?: string } | undefined> {
  const transport = createTransport({
    url,
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
  });
  try {
    await transport.verify();
    return undefined;
  } catch (error) {
    return error as { readonly code?: string };
  } finally {
    transport.close();
  }
}
