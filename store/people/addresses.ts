import { CHANNELS } from '../../domain/notify/channels.ts';

/** SQL: the addresses of the person `p`, by channel; the columns are called as the channels. */
export const ADDRESSES = `jsonb_strip_nulls(jsonb_build_object(${CHANNELS.map((name) => `'${name}', p.${name}`).join()}))`;
