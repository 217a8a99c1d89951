import { plain, wordsOf } from '../../language/bilingual.ts';
import type { NeededSetting } from '../../store/people/addresses.ts';
import { channelsIn, type DescribedChannels } from '../../worker/channelsIn.ts';
import { firstFew } from '../output/firstFew.ts';
import type { Finding } from './finding.ts';

const part = 'channels';

/** If the settings of channels can be read, and have what people are reached by. Nothing where nobody needs them. */
export function channelFinding(file: string | undefined, needed: readonly NeededSetting[]): readonly Finding[] {
  if (file === undefined && needed.length === 0) return [];
  let described: DescribedChannels;
  try {
    described = channelsIn(file);
  } catch (error) {
    return [{ part, ok: false, detail: wordsOf(error), mend: { zh: '修改上述各行', en: 'mend the lines named' } }];
  }
  const names = described.channels.map(({ name }) => name);
  const missing = needed.filter(({ channel, name }) =>
    channel === 'sms' ? !names.includes('sms') : !described.named.includes(`${channel} ${name}`),
  );
  if (missing.length === 0) {
    const all = [...described.named, ...(names.includes('sms') ? ['sms'] : [])];
    return [{ part, ok: true, detail: plain(all.join(', ') || '-') }];
  }
  const said = firstFew(
    missing.map(({ channel, name, people }) => `${channel} ${name}`.trim() + ` (${firstFew(people)})`),
  );
  return [
    {
      part,
      ok: true,
      warn: true,
      detail: { zh: `设置中没有:${said}`, en: `not in the settings: ${said}` },
      count: missing.length,
      mend: {
        zh: '把它们写入 REDRESS_CHANNELS 所指的文件,或更正人员的地址',
        en: 'describe them in the file that REDRESS_CHANNELS names, or correct the addresses of the people',
      },
    },
  ];
}
