import { createTransport } from 'nodemailer';
import type { Environment } from '../config/environment.ts';
import type { Ready } from '../runtime/readyFile.ts';
import type { Finding } from './doctor.ts';

const PATIENCE_MS = 3_000;

/**
 * Whether the servers that mails go to take any, by the environment of this command: those of one's own, else the mail sink of what runs.
 * Rehearsals have a finding of their own where their mails go elsewhere. None when neither is known.
 */
export async function mailFindings(env: Environment, ready: Pick<Ready, 'smtp' | 'mail'> | undefined): Promise<readonly Finding[]> {
  const sink = ready?.smtp ?? undefined;
  const real = env.REDRESS_SMTP_URL ?? sink;
  if (real === undefined) return [];
  const drills = env.REDRESS_DRILL_SMTP_URL ?? sink ?? real;
  const look = (url: string, setting: Setting): Promise<Finding> => (url === sink ? sinkFinding(url, ready?.mail ?? '') : serverFinding(url, setting));
  return Promise.all([look(real, 'REDRESS_SMTP_URL'), ...(drills === real ? [] : [look(drills, 'REDRESS_DRILL_SMTP_URL')])]);
}

type Setting = 'REDRESS_SMTP_URL' | 'REDRESS_DRILL_SMTP_URL';

async function serverFinding(url: string, setting: Setting): Promise<Finding> {
  const part = setting === 'REDRESS_SMTP_URL' ? 'mail' : 'mail of drills';
  const refusal = await refusalOf(url);
  // The address may hold a password: only the host is said.
  const detail = `${new URL(url).host} ${refusal === undefined ? 'takes mails' : `takes no mails (${refusal})`}`;
  return { part, ok: refusal === undefined, detail, mend: `see to that server, or check ${setting}` };
}

async function sinkFinding(url: string, inbox: string): Promise<Finding> {
  const ok = (await refusalOf(url)) === undefined;
  return { part: 'mail sink', ok, detail: ok ? `takes mails; read them at ${inbox}` : 'does not answer', mend: 'it lives in the API; see logs/api.log' };
}

/** Connects and logs in as the worker does, and sends nothing. A code only: a server's words may repeat what it was told. */
async function refusalOf(url: string): Promise<string | undefined> {
  const transport = createTransport({ url, connectionTimeout: PATIENCE_MS, greetingTimeout: PATIENCE_MS, socketTimeout: PATIENCE_MS });
  try {
    await transport.verify();
    return undefined;
  } catch (error) {
    return (error as { readonly code?: string }).code ?? 'no reason given';
  } finally {
    transport.close();
  }
}
