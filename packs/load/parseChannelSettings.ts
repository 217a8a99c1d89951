import { channelSettingsSchema, type ChannelSettings } from '../schema/channelSettingsSchema.ts';
import { wrong, type Findings } from '../source/fault.ts';
import type { ParsedYaml } from '../source/parseTree.ts';
import { parseYaml } from '../source/parseYaml.ts';

/** From YAML or JSON; each mistake with its place, none with what stands there: it may be a secret. */
export function parseChannelSettings(text: string, places: readonly string[]): ParsedYaml<ChannelSettings> {
  return parseYaml(text, channelSettingsSchema, (settings) => findings(settings, places));
}

function* findings({ sms }: ChannelSettings, places: readonly string[]): Findings {
  if (sms === undefined) return;
  const { url, headers, body, method, success } = sms;
  const templates = [
    [['sms', 'url'], url],
    [['sms', 'body'], body ?? ''],
    ...Object.entries(headers).map(([name, text]) => [['sms', 'headers', name], text] as const),
  ] as const;
  const known = places.join(', ');
  for (const [path, text] of templates)
    for (const [, place = ''] of text.matchAll(/\{\{([^{}]*)\}\}/g))
      if (!places.includes(place.trim()))
        yield wrong('unknown-place', [...path], `没有这个占位符;可用:${known}`, `no such place; known are: ${known}`);
  const all = templates.map(([, text]) => text).join(' ');
  for (const [wanted, zh, en] of [
    [
      /\{\{ *(to|number|national) *\}\}/,
      '没有写明号码:to、number 或 national',
      'it says no number: to, number or national',
    ],
    [/\{\{ *text *\}\}/, '没有写明正文:text', 'it does not say the text'],
  ] as const)
    if (!wanted.test(all)) yield wrong('missing-place', ['sms'], zh, en);
  if (method === 'GET' && body !== undefined)
    yield wrong('body-of-get', ['sms', 'body'], 'GET 没有正文', 'a GET has no body');
  if ((success.pointer === undefined) !== (success.equals === undefined))
    yield wrong('half-success', ['sms', 'success'], 'pointer 与 equals 须一起写', 'pointer and equals go together');
}
