import { createTransport } from 'nodemailer';
import type { Environment } from '../../config/environment.ts';
import type { Ready } from '../../runtime/machine/readyFile.ts';
import type { Finding } from './finding.ts';
import type { DoctorWords } from './doctorWords.ts';

const PATIENCE_MS = 3_000;

/**
 * Whether the servers that mails go to take any, by the environment of this command: those of one's own, else the mail
 * sink of what runs. Rehearsals have a finding of their own where their mails go elsewhere. None when neither is known.
 */
export async function mailFindings(
  env: Environment,
  ready: Pick<Ready, 'smtp' | 'mail'> | undefined,
  w: DoctorWords,
): Promise<readonly Finding[]> {
  const sink = ready?.smtp ?? undefined;
  const real = env.REDRESS_SMTP_URL ?? sink;
  if (real === undefined) return [];
  const drills = env.REDRESS_DRILL_SMTP_URL ?? sink ?? real;
  const look = (url: string, setting: Setting): Promise<Finding> =>
    url === sink ? sinkFinding(url, ready?.mail ?? '', w) : serverFinding(url, setting, w);
  return Promise.all([
    look(real, 'REDRESS_SMTP_URL'),
    ...(drills === real ? [] : [look(drills, 'REDRESS_DRILL_SMTP_URL')]),
  ]);
}

type Setting = 'REDRESS_SMTP_URL' | 'REDRESS_DRILL_SMTP_URL';

async function serverFinding(url: string, setting: Setting, w: DoctorWords): Promise<Finding> {
  const part = setting === 'REDRESS_SMTP_URL' ? 'mail' : 'mail of drills';
  const refusal = await refusalOf(url);
  // The address may hold a password: only the host is said.
  const { host } = new URL(url);
  const detail = refusal === undefined ? w.takesMails(host) : w.takesNoMails(host, refusal.code);
  return { part, ok: refusal === undefined, detail, mend: w.seeToServer(setting) };
}

async function sinkFinding(url: string, inbox: string, w: DoctorWords): Promise<Finding> {
  const ok = (await refusalOf(url)) === undefined;
  return { part: 'mail sink', ok, detail: ok ? w.sinkTakes(inbox) : w.silent, mend: w.sinkLives };
}

/**
 * Connects and logs in as the worker does, and sends nothing. A code only: a server's words may repeat what it was
 * told.
 */
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
    const { code } = error as { readonly code?: string };
    return code === undefined ? {} : { code };
  } finally {
    transport.close();
  }
}
