import { z } from 'zod';
import { bilingual } from '../source/bilingual.ts';
import { closed, free } from './schemaParts.ts';

const ADDRESS = bilingual('应为 https 或 http 地址', 'must be an address of https or http');
const url = z
  .url({ protocol: /^https?$/, error: ({ code }) => (code === 'invalid_type' ? undefined : ADDRESS) })
  .max(2_000);

const NAME = bilingual(
  '应为标识:小写字母开头,只含小写字母、数字和连字符,最多 48 位',
  'must be an id: a small letter, then small letters, digits and hyphens, 48 at most',
);
const name = free(z.string().regex(/^[a-z][a-z0-9-]{0,47}$/, { error: NAME, abort: true }));

const text = z.string().min(1, bilingual('不能为空', 'must not be empty')).max(4_000);
const robots = z.record(name, closed({ url, secret: text.optional() })).default({});
const keyRobots = z.record(name, closed({ url })).default({});
/** A code of an answer, however it is written. */
const value = z.union([z.string(), z.number(), z.boolean()]).transform(String);

const POINTER = bilingual('应为 JSON 指针,如 /code', 'must be a JSON pointer such as /code');

const success = closed({
  status: z.array(z.int().min(100).max(599)).min(1).default([200]),
  pointer: z
    .string()
    .regex(/^(\/([^~/]|~[01])*)+$/, POINTER)
    .optional(),
  equals: value.optional(),
});

/** Robots, the gateway for short messages, and where a case is looked at: settings of an installation. */
export const channelSettingsSchema = closed({
  link: z
    .string()
    .regex(
      /^https?:\/\/\S*\{no\}\S*$/,
      bilingual(
        '应为带 {no} 的地址,如 https://bank.example/complaints/{no}',
        'must be an address with {no} in it such as https://bank.example/complaints/{no}',
      ),
    )
    .max(500)
    .optional(),
  wecom: keyRobots,
  dingtalk: robots,
  feishu: robots,
  sms: closed({
    url: text.regex(/^https?:\/\//, ADDRESS),
    method: z.enum(['POST', 'PUT', 'GET']).default('POST'),
    headers: z.record(z.string().regex(/^[A-Za-z0-9-]{1,100}$/), text).default({}),
    body: text.optional(),
    escape: z.enum(['json', 'form']).default('json'),
    countryCode: z
      .string()
      .regex(
        /^[1-9]\d{0,2}$/,
        bilingual("应为带引号的国家代码,如 '86'", "must be a country code in quotes such as '86'"),
      )
      .default('86'),
    longest: z.int().min(20).max(2_000).default(300),
    success: success.prefault({}),
    forGood: z.array(value).default([]),
  }).optional(),
});

export type ChannelSettings = z.infer<typeof channelSettingsSchema>;
