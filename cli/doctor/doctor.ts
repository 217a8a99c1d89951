/** `redress doctor`: checks each part and says how to mend it. */

import { existsSync, readdirSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { engineNames } from '../../contracts/engineNames.ts';
import type { Environment } from '../../config/environment.ts';
import { projectRoot } from '../../config/projectRoot.ts';
import { CaseGateway } from '../../client/caseGateway.ts';
import { stoppedCases } from '../../client/stoppedCases.ts';
import { removalOf, sayAttributeFaults, searchAttributeFaults } from '../../contracts/searchAttributeFaults.ts';
import { own } from '../../domain/values/own.ts';
import { plain, type Bilingual, type Locale } from '../../language/bilingual.ts';
import { readReady } from '../../runtime/machine/readyFile.ts';
import { cachedTemporal } from '../../runtime/temporal/temporalBinary.ts';
import { rows, withDatabase } from '../../store/database/database.ts';
import { plainCauses } from '../../store/notifications/plainMessages.ts';
import { unreachedCauses } from '../../store/notifications/unreachedCauses.ts';
import { neededSettings } from '../../store/people/addresses.ts';
import { startFaults } from '../../store/readModel/casesToStart.ts';
import { padded } from '../output/framed.ts';
import type { Output } from '../output/output.ts';
import { channelFinding } from './channelFinding.ts';
import { deliveryFinding } from './deliveryFinding.ts';
import type { Finding } from './finding.ts';
import { keyFinding } from './keyFinding.ts';
import { mailFindings } from './mailFindings.ts';
import { messageFinding } from './messageFinding.ts';
import { packFindings } from './packFindings.ts';
import { stoppedFinding } from './stoppedFinding.ts';
import { startFinding } from './startFinding.ts';
import { namespaceFinding } from './namespaceFinding.ts';
import { workerFinding } from './workerFinding.ts';

const FREE_BYTES = 1_000_000_000;
const WEEK_MS = 7 * 86_400_000;
const PART_WIDTH = 16;

/** Where the Chinese name differs. */
const CHINESE_PARTS: Readonly<Record<string, string>> = {
  disk: '磁盘',
  packs: '制度包',
  calendar: '工作日历',
  Temporal: 'Temporal 程序',
  running: '运行状态',
  'Temporal server': 'Temporal 服务',
  API: '接口 API',
  workflows: '工作流',
  messages: '通知正文',
  deliveries: '通知送达',
  channels: '通知渠道',
  cases: '案件启动',
  mail: '邮件',
  'mail of drills': '演练邮件',
  'mail sink': '演练收件箱',
  'master key': '主密钥',
};

/** JSON is in English, for programs. Returns the exit code; warnings do not count. */
export async function doctor(env: Environment, out: Output, { json }: { readonly json?: boolean }): Promise<number> {
  const findings = await examine(env);
  if (json === true) {
    const english = findings.map((one) => ({ ...one, detail: one.detail.en, mend: one.mend?.en }));
    out.line(JSON.stringify(english, undefined, 2));
  } else for (const one of findings) out.line(findingLine(one, out.locale));
  return findings.every((one) => one.ok) ? 0 : 1;
}

export function findingLine({ part, ok, warn, detail, mend }: Finding, locale: Locale): string {
  const sign = ok ? (warn === true ? '!' : '✔') : '✘';
  const named = (locale === 'zh' ? own(CHINESE_PARTS, part) : undefined) ?? part;
  const told = (!ok || warn === true) && mend !== undefined ? `\n  → ${mend[locale]}` : '';
  return `${sign} ${padded(named, PART_WIDTH)} ${detail[locale]}${told}`;
}

/** Whether or not anything runs. */
export async function examine(env: Environment): Promise<readonly Finding[]> {
  const ready = readReady(env.dataFolder);
  const url = env.DATABASE_URL ?? ready?.database;
  const findings: Finding[] = [node(), disk(env), ...(await packFindings(env, url, Date.now())), temporalProgram(env)];
  if (url === undefined)
    return [
      ...findings,
      {
        part: 'running',
        ok: false,
        detail: { zh: `${env.dataFolder} 上没有服务在运行`, en: `nothing runs on ${env.dataFolder}` },
        mend: { zh: '启动:npm start', en: 'start it: npm start' },
      },
    ];
  findings.push(...(await database(env, url)));
  const address = env.TEMPORAL_ADDRESS ?? ready?.temporal ?? '';
  findings.push(...(await temporal(env, address)), ...(await workflows(env, url, address)));
  if (ready !== undefined) findings.push(await api(ready.api));
  findings.push(...(await mailFindings(env, ready)));
  return findings;
}

function node(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return {
    part: 'Node',
    ok: major > 20 || (major === 20 && minor >= 19),
    detail: plain(process.version),
    mend: { zh: '安装 Node 20.19 或更高版本', en: 'install Node 20.19 or newer' },
  };
}

function disk({ dataFolder }: Environment): Finding {
  const { bavail, bsize } = statfsSync(existsSync(dataFolder) ? dataFolder : projectRoot());
  const free = bavail * bsize;
  const gigabytes = (free / 1e9).toFixed(1);
  return {
    part: 'disk',
    ok: free > FREE_BYTES,
    detail: { zh: `可用 ${gigabytes} GB`, en: `${gigabytes} GB free` },
    mend: {
      zh: '在数据目录所在磁盘腾出至少 1 GB,或用 REDRESS_DATA 改到其他磁盘',
      en: 'free at least 1 GB where the data folder is, or set REDRESS_DATA to another disk',
    },
  };
}

function temporalProgram(env: Environment): Finding {
  const found = env.TEMPORAL_ADDRESS ?? cachedTemporal();
  return {
    part: 'Temporal',
    ok: true,
    detail:
      found === undefined
        ? { zh: '尚未获取;npm start 会下载或编译', en: 'not fetched yet; npm start fetches or builds it' }
        : { zh: `程序:${found}`, en: `program: ${found}` },
  };
}

async function database(env: Environment, url: string): Promise<readonly Finding[]> {
  const part = 'PostgreSQL';
  try {
    return await withDatabase(url, { max: 1 }, async (db) => {
      const applied = (await rows<{ name: string }>(db, 'select name from schema_migrations')).map((one) => one.name);
      const wanted = readdirSync(join(projectRoot(), 'store', 'migrations')).filter((name) => name.endsWith('.sql'));
      const missing = wanted.filter((name) => !applied.includes(name)).join(', ');
      if (missing !== '')
        return [
          {
            part,
            ok: false,
            detail: { zh: `缺少迁移:${missing}`, en: `migrations missing: ${missing}` },
            mend: { zh: 'npm start 会应用迁移', en: 'npm start applies them' },
          },
        ];
      const { length } = applied;
      // Rows can be read when the schema is this version's.
      return [
        {
          part,
          ok: true,
          detail: { zh: `有应答;已应用 ${length} 个迁移`, en: `answers; ${length} migrations applied` },
        },
        ...(await keyFinding(env, db)),
        startFinding(await startFaults(db)),
        messageFinding(await plainCauses(db, Date.now() - WEEK_MS)),
        deliveryFinding(await unreachedCauses(db, Date.now() - WEEK_MS)),
        ...channelFinding(env.REDRESS_CHANNELS, await neededSettings(db)),
      ];
    });
  } catch (error) {
    const { code } = error as { readonly code?: string };
    return [
      {
        part,
        ok: false,
        detail: { zh: `没有应答(${code ?? '没有表结构'})`, en: `does not answer (${code ?? 'no schema'})` },
        mend: {
          zh: '查看数据目录下的 postgres/postgres.log,或核对 DATABASE_URL',
          en: 'see postgres/postgres.log in the data folder, or check DATABASE_URL',
        },
      },
    ];
  }
}

async function temporal(env: Environment, address: string): Promise<readonly Finding[]> {
  const part = 'Temporal server';
  const connection = await Connection.connect({ ...env.temporal, address, connectTimeout: 3_000 }).catch(
    () => undefined,
  );
  if (connection === undefined)
    return [
      {
        part,
        ok: false,
        detail: silentAt(address),
        mend: {
          zh: '查看数据目录下的 temporal/temporal.log,或核对 TEMPORAL_ADDRESS',
          en: 'see temporal/temporal.log in the data folder, or check TEMPORAL_ADDRESS',
        },
      },
    ];
  const namespace = env.TEMPORAL_NAMESPACE;
  try {
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
    const faults = searchAttributeFaults(customAttributes);
    const removal = removalOf(faults, namespace);
    const { pollers } = await connection.workflowService.describeTaskQueue({
      namespace,
      taskQueue: { name: engineNames(env.REDRESS_TEMPORAL_NAME).taskQueue },
      taskQueueType: 1,
    });
    return [
      {
        part,
        ok: faults.length === 0,
        detail:
          faults.length === 0
            ? {
                zh: `${address} 有应答;命名空间 ${namespace} 齐全`,
                en: `answers at ${address}; namespace ${namespace} is complete`,
              }
            : sayAttributeFaults(faults, namespace),
        mend: faults.some((one) => one.is !== undefined)
          ? {
              zh: `${removal},再执行 redress prepare-temporal;在此之前任何案件都无法启动`,
              en: `${removal}, then redress prepare-temporal; no case can be started before`,
            }
          : { zh: 'npm start 会补上', en: 'npm start adds them' },
      },
      workerFinding(pollers ?? [], Date.now()),
    ];
  } catch (error) {
    return [namespaceFinding(namespace, address, error)];
  } finally {
    await connection.close();
  }
}

/** Where database or server do not answer, that is said of them. */
async function workflows(env: Environment, url: string, address: string): Promise<readonly Finding[]> {
  const gateway = new CaseGateway({
    ...env.temporal,
    address,
    namespace: env.TEMPORAL_NAMESPACE,
    names: engineNames(env.REDRESS_TEMPORAL_NAME),
  });
  try {
    return await withDatabase(url, { max: 1 }, async (db) => [stoppedFinding(await stoppedCases(db, gateway.stops))]);
  } catch {
    return [];
  } finally {
    await gateway.close();
  }
}

async function api(url: string): Promise<Finding> {
  const answer = await fetch(`${url}/readyz`).catch(() => undefined);
  return {
    part: 'API',
    ok: answer?.ok === true,
    detail:
      answer === undefined ? silentAt(url) : { zh: `${url} 返回 ${answer.status}`, en: `${url} says ${answer.status}` },
    mend: { zh: '查看数据目录下的 logs/api.log', en: 'see logs/api.log in the data folder' },
  };
}

function silentAt(address: string): Bilingual {
  return { zh: `${address} 没有应答`, en: `does not answer at ${address}` };
}
