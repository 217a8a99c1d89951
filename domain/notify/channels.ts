/** Channels by which people are told. The address of a person by a channel is called as the channel, everywhere. */
export const CHANNELS = ['email', 'webhook', 'sms', 'wecom', 'dingtalk', 'feishu'] as const;

export type ChannelName = (typeof CHANNELS)[number];

/** Robots speak to a group: whoever is in it learns of what they say. */
export const GROUP_CHANNELS: readonly string[] = ['wecom', 'dingtalk', 'feishu'] satisfies readonly ChannelName[];

/** Addresses by channel. */
export type Addresses = Readonly<Partial<Record<ChannelName, string>>>;

/** How much a message weighs: a step is due soon, was not done, or something happened. */
export const WEIGHTS = ['warning', 'lapse', 'notice'] as const;

export type Weight = (typeof WEIGHTS)[number];

/** Channels in the order in which they are tried; without an order by all that reach the person. */
export type ChannelOrder = Readonly<Partial<Record<Weight, readonly string[] | undefined>>>;

/** Times of day (`22:00`) between which warnings wait; may pass midnight. */
export type QuietHours = Readonly<{ from: string; to: string }>;
