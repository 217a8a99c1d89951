import { own } from '../../domain/values/own.ts';
import type { ChannelName } from '../../domain/notify/channels.ts';
import { phrase } from '../../language/phrase.ts';
import { Bundles, type BundleLimits } from './bundles.ts';
import { DeliveryError, type Channel } from './channel.ts';
import { ask, requireTaken } from './post.ts';

/** A robot of a group. `url` holds a key: both are secrets. */
export type Robot = Readonly<{ url: string; secret?: string | undefined }>;

/** By the names that people's addresses give them. */
export type Robots = Readonly<Record<string, Robot>>;

type Vendor = Readonly<{
  name: ChannelName;
  bytes: number;
  /** The signed request, at an instant (epoch ms). */
  request: (robot: Robot, text: string, at: number) => Readonly<{ url: string; body: object }>;
  /** The fields of an answer that may hold its code; 0 is yes. */
  codes: readonly string[];
  /** Not now: by code, and for how long nothing more is taken. */
  passing: ReadonlyMap<number, number>;
}>;

/** Twenty texts a minute, with a little to spare. */
const PACE: Omit<BundleLimits, 'bytes'> = { everyMs: 3_100, gatherMs: 300 };

/** The channel of one vendor's robots. They answer 200 whatever happened; what counts is the code inside. */
export function robotChannel(vendor: Vendor, robots: Robots, pace = PACE): Channel {
  const bundles = new Bundles({ ...pace, bytes: vendor.bytes }, async (name, text) => {
    const robot = own(robots, name);
    if (robot === undefined)
      throw new DeliveryError(phrase('robot-unknown', { channel: vendor.name }), { forGood: true });
    const { url, body } = vendor.request(robot, text, Date.now());
    const headers = { 'content-type': 'application/json; charset=utf-8' };
    const answer = await ask(url, { method: 'POST', headers, body: JSON.stringify(body) });
    requireTaken(answer);
    const code = codeIn(answer.text, vendor.codes);
    if (code === 0) return;
    if (code === undefined) throw new DeliveryError(phrase('answer-unreadable', { channel: vendor.name }));
    const waitMs = vendor.passing.get(code);
    throw new DeliveryError(phrase('robot-refused', { channel: vendor.name, code: String(code) }), {
      forGood: waitMs === undefined,
      waitMs: waitMs ?? 0,
    });
  });
  return { name: vendor.name, realOnly: true, send: ({ brief }, name) => bundles.add(name, brief) };
}

function codeIn(text: string, names: readonly string[]): number | undefined {
  try {
    const answer = JSON.parse(text) as Readonly<Record<string, unknown>>;
    return names.map((name) => own(answer, name)).find((code) => typeof code === 'number');
  } catch {
    return undefined;
  }
}
