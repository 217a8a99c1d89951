import { CHANNELS, GROUP_CHANNELS } from '../../domain/notify/channels.ts';
import { rows, type Queryable } from '../database/database.ts';

const PAIRS = CHANNELS.map((name) => `'${name}', p.${name}`).join();

/** SQL: the addresses of the person `p`, by channel; the columns are called as the channels. */
export const ADDRESSES = `jsonb_strip_nulls(jsonb_build_object(${PAIRS}))`;

/** What the settings of the workers have to have for people to be reached: a gateway, and robots by their names. */
export type NeededSetting = Readonly<{ channel: string; name: string; people: readonly string[] }>;

/** For short messages `name` is empty. */
export function neededSettings(db: Queryable): Promise<readonly NeededSetting[]> {
  return rows<NeededSetting>(
    db,
    `select a.key as channel, case when a.key = 'sms' then '' else a.value end as name,
        array_agg(p.id order by p.id) as people
      from staff p cross join lateral jsonb_each_text(${ADDRESSES}) a where a.key = any($1::text[])
      group by 1, 2 order by 1, 2`,
    [[...GROUP_CHANNELS, 'sms']],
  );
}
