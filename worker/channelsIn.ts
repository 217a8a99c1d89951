import type { Channel } from '../activities/channels/channel.ts';
import { dingtalkChannel } from '../activities/channels/dingtalkChannel.ts';
import { feishuChannel } from '../activities/channels/feishuChannel.ts';
import { smsChannel, SMS_PLACES } from '../activities/channels/smsChannel.ts';
import { wecomChannel } from '../activities/channels/wecomChannel.ts';
import { EnvironmentError } from '../config/environment.ts';
import { parseChannelSettings } from '../packs/load/parseChannelSettings.ts';
import { formatFaults } from '../packs/source/formatFault.ts';
import { textOf } from '../packs/source/textOf.ts';

export type DescribedChannels = Readonly<{
  channels: readonly Channel[];
  /** Robots that people may be reached by: `wecom outlet-group`. */
  named: readonly string[];
  link?: string | undefined;
}>;

/** The channels that a file of settings describes. Throws naming each mistake with its place, never a secret. */
export function channelsIn(file: string | undefined): DescribedChannels {
  const parsed = parseChannelSettings(file === undefined ? '{}' : textOf(file), SMS_PLACES);
  if (!parsed.ok) throw new EnvironmentError(formatFaults(file ?? '', parsed.faults));
  const { wecom, dingtalk, feishu, sms, link } = parsed.value;
  const named = Object.entries({ wecom, dingtalk, feishu }).flatMap(([channel, robots]) =>
    Object.keys(robots).map((name) => `${channel} ${name}`),
  );
  const all = [wecomChannel(wecom), dingtalkChannel(dingtalk), feishuChannel(feishu)];
  return { channels: [...all, ...(sms === undefined ? [] : [smsChannel(sms)])], named, link };
}
