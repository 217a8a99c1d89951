/** The environment, parsed in one place; all faults reported at once. */

import { isIP } from 'node:net';
import { join } from 'node:path';
import { isSupportedCountry, type CountryCode } from 'libphonenumber-js/min';
import { z } from 'zod';
import { BilingualError, type Locale } from '../language/bilingual.ts';
import { projectRoot } from './projectRoot.ts';
import { temporalSettings, type TemporalAccess } from './temporalAccess.ts';

function schemaIn(locale: Locale) {
  const say = (zh: string, en: string): string => (locale === 'zh' ? zh : en);
  const port = z.coerce.number().int().min(0).max(65_535);
  const masterKey = z
    .string()
    .transform((text) => Buffer.from(text, 'base64'))
    .refine(
      (key) => key.length === 32,
      say(
        '应为 32 个随机字节的 base64,可用 openssl rand -base64 32 生成',
        'must be base64 of 32 random bytes, e.g. from: openssl rand -base64 32',
      ),
    );
  const wanted = say(
    '应为代理的个数(如 1),或其地址(如 10.0.0.5,10.1.0.0/16)',
    'must be a number of proxies such as 1, or their addresses such as 10.0.0.5,10.1.0.0/16',
  );
  const trustedProxies = z
    .string()
    .regex(/^(\d{1,2}|[0-9a-fA-F.:/]{2,50}(,[0-9a-fA-F.:/]{2,50}){0,19})$/, wanted)
    .transform((text) => (/^\d+$/.test(text) ? Number(text) : text.split(',')))
    .refine((proxies) => typeof proxies === 'number' || proxies.every(isNetwork), wanted);
  const hosts = z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((one) => one.trim())
        .filter((one) => one !== ''),
    )
    .refine(
      (names) => names.every((one) => /^(\[[0-9a-fA-F:.]+\]|[\w.-]+)(:\d{1,5})?$/.test(one)),
      say(
        '应为主机名,只限某端口时带上端口,如 complaints.bank.example,api:7080',
        'must be host names, with a port where only that one is meant, such as complaints.bank.example,api:7080',
      ),
    )
    .default([]);
  const smtpUrl = z.url({
    protocol: /^smtps?$/,
    error: say('应为 SMTP 地址,如 smtp://127.0.0.1:1025', 'must be an SMTP address such as smtp://127.0.0.1:1025'),
  });
  const temporalUi = z.url({
    protocol: /^https?$/,
    error: say(
      '应为 Temporal 界面的地址,如 https://temporal.bank.example',
      'must be where the Temporal UI answers, such as https://temporal.bank.example',
    ),
  });
  return z.object({
    DATABASE_URL: z
      .url({
        protocol: /^postgres(ql)?$/,
        error: say(
          '应为 PostgreSQL 地址,如 postgres://user:password@host:5432/redress',
          'must be a PostgreSQL address such as postgres://user:password@host:5432/redress',
        ),
      })
      .optional(),
    TEMPORAL_ADDRESS: z
      .string()
      .regex(/^[^/:]+:\d+$/, say('应为 主机:端口', 'must be host:port'))
      .optional(),
    TEMPORAL_NAMESPACE: z.string().min(1).default('redress'),
    REDRESS_TEMPORAL_NAME: z
      .string()
      .regex(
        /^[a-z][a-z0-9-]{0,39}$/,
        say(
          '应为小写字母开头,只含小写字母、数字和连字符,至多 40 个字符,如 redress',
          'must begin with a small letter and hold small letters, digits and hyphens only, 40 characters at most, ' +
            'such as redress',
        ),
      )
      .default('redress'),
    REDRESS_DATA: z.string().min(1).optional(),
    REDRESS_PORT: port.default(7080),
    REDRESS_HOST: z.string().default('127.0.0.1'),
    REDRESS_MASTER_KEY: masterKey.optional(),
    REDRESS_SMTP_URL: smtpUrl.optional(),
    REDRESS_DRILL_SMTP_URL: smtpUrl.optional(),
    REDRESS_MAIL_FROM: z.string().default('Redress <redress@localhost>'),
    REDRESS_POSTGRES_PORT: port.default(15_432),
    REDRESS_TEMPORAL_PORT: port.default(7233),
    REDRESS_TEMPORAL_UI_PORT: port.default(8233),
    REDRESS_TEMPORAL_UI: temporalUi.optional(),
    REDRESS_MAIL_SINK_PORT: port.optional(),
    REDRESS_WEBHOOK_SECRET: z.string().min(24, say('至少 24 个字符', 'must be at least 24 characters')).optional(),
    REDRESS_CHANNELS: z.string().min(1).optional(),
    REDRESS_DEFAULT_PACK: z.string().min(1).optional(),
    REDRESS_PACKS: z.string().min(1).optional(),
    REDRESS_ORGANISATION: z.string().min(1).optional(),
    REDRESS_LOCALE: z.enum(['zh', 'en']).default('zh'),
    REDRESS_LOCAL_ACTOR: z.string().default('local'),
    REDRESS_ALLOWED_HOSTS: hosts,
    REDRESS_TRUST_PROXY: trustedProxies.optional(),
    REDRESS_WORKER_DEPLOYMENT: z.string().min(1).optional(),
    REDRESS_BUILD_ID: z.string().min(1).optional(),
    REDRESS_WORKER_METRICS: z
      .string()
      .regex(/^[^/:]+:\d+$/, say('应为 地址:端口,如 127.0.0.1:9464', 'must be address:port such as 127.0.0.1:9464'))
      .optional(),
    REDRESS_WORKER_CACHE: z.coerce.number().int().min(10).default(1_000),
    REDRESS_TIMEZONE: z
      .string()
      .refine(isZone, say('应为时区,如 Asia/Shanghai', 'must be a time zone such as Asia/Shanghai'))
      .default('Asia/Shanghai'),
    REDRESS_REGION: z
      .custom<CountryCode>(
        (text) => typeof text === 'string' && isSupportedCountry(text),
        say('应为 ISO 3166 的两个大写字母,如 CN', 'must be two capital letters of ISO 3166 such as CN'),
      )
      .default('CN'),
    REDRESS_PREFLIGHT_AT: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, say('应为一天中的时刻,如 02:30', 'must be a time of day such as 02:30'))
      .default('02:30'),
    REDRESS_KEYS_KEPT_DAYS: z.coerce.number().int().min(1).max(366).default(7),
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug']).default('info'),
  });
}

function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const family = isIP(address);
  return (
    family !== 0 &&
    more.length === 0 &&
    (bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128)))
  );
}

function isZone(name: string): boolean {
  try {
    Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

type Parsed = z.infer<ReturnType<typeof schemaIn>>;

export interface Environment extends Parsed {
  /** All state of an embedded installation. */
  readonly dataFolder: string;
  /** How Temporal is reached, beside its address: TLS, certificates, key. */
  readonly temporal: TemporalAccess;
}

/** One line for each fault, with what would be right. */
export class EnvironmentError extends BilingualError {}

function faultLines({ issues }: z.ZodError): string {
  return issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n');
}

export function loadEnvironment(env: NodeJS.ProcessEnv = process.env): Environment {
  const given = Object.fromEntries(
    Object.entries(env).filter((one): one is [string, string] => one[1] !== undefined && one[1] !== ''),
  );
  // An empty value means: nobody acts without saying who they are.
  if (env['REDRESS_LOCAL_ACTOR'] === '') given['REDRESS_LOCAL_ACTOR'] = '';
  const { address, namespace, access, faults } = temporalSettings(given);
  Object.assign(given, address && { TEMPORAL_ADDRESS: address }, namespace && { TEMPORAL_NAMESPACE: namespace });
  const result = schemaIn('en').safeParse(given);
  // zod has its own Chinese messages.
  const chinese = schemaIn('zh').safeParse(given, { error: z.locales.zhCN().localeError });
  const lines = (locale: Locale, { error }: typeof result): string =>
    [...(error === undefined ? [] : [faultLines(error)]), ...faults.map((one) => one[locale])].join('\n');
  if (!result.success || faults.length > 0)
    throw new EnvironmentError({ zh: lines('zh', chinese), en: lines('en', result) });
  return {
    ...result.data,
    dataFolder: result.data.REDRESS_DATA ?? join(projectRoot(), '.redress'),
    temporal: access,
  };
}

/** Throws when one is missing. */
export function requireSettings<K extends keyof Parsed>(
  environment: Environment,
  names: readonly K[],
): Environment & { readonly [P in K]-?: NonNullable<Parsed[P]> } {
  const missing = names.filter((name) => environment[name] === undefined);
  const lines = (why: string): string => missing.map((name) => `${name}: ${why}`).join('\n');
  if (missing.length > 0) throw new EnvironmentError({ zh: lines('须设置'), en: lines('must be set') });
  return environment as Environment & { readonly [P in K]-?: NonNullable<Parsed[P]> };
}
