import type { DutyDef } from '../../domain/duties/duty.ts';
import { sayMoment } from '../../domain/time/sayMoment.ts';
import type { Locale } from '../../language/bilingual.ts';
import type { DigestCounts } from '../../store/duties/digestCounts.ts';
import type { Words } from '../notify/renderMessage.ts';

export type Chased = Readonly<{
  def: DutyDef;
  id: string;
  pack: string;
  day: string;
  dueAt: number;
  /** Names of units, with their ids. */
  units: readonly string[];
  /** Was it due before now? */
  late: boolean;
  zone: string;
}>;

/** A mail with more lines is read by nobody. */
const MAX_LISTED = 200;

/** To those who see to it that units hand in. */
export function chaseText({ def, id, pack, day, dueAt, units, late, zone }: Chased, locale: Locale): Words {
  const title = def.title[locale];
  const due = sayMoment(dueAt, zone, locale);
  const count = units.length;
  const list = units.slice(0, MAX_LISTED).map((unit) => `- ${unit}`);
  const rest = count - list.length;
  const command = `redress duties hand-in ${id} --pack ${pack} --day ${day} --unit <unit>`;
  if (locale === 'zh') {
    const [mark, state] = late ? ['【逾期未报】', `已于 ${due} 到期`] : ['【即将到期】', `将于 ${due} 到期`];
    const more = rest > 0 ? [`- 另有 ${rest} 个单位`] : [];
    const ask = `请报送${def.nil === true ? '(没有情况也请零报告)' : ''}:${command}`;
    return {
      subject: `${mark}${title} ${day}:${count} 个单位未报`,
      text: [`${title}(${day})${state},以下单位尚未报送:`, '', ...list, ...more, '', ask].join('\n'),
    };
  }
  const [mark, state] = late ? ['[OVERDUE]', `was due ${due}`] : ['[DUE SOON]', `is due ${due}`];
  const more = rest > 0 ? [`- and ${rest} more`] : [];
  const ask = `Please hand it in${def.nil === true ? ' (also where there is nothing to report)' : ''}: ${command}`;
  return {
    subject: `${mark} ${title} ${day}: ${count} unit${count === 1 ? '' : 's'} missing`,
    text: [`${title} (${day}) ${state}. Nothing has come from:`, '', ...list, ...more, '', ask].join('\n'),
  };
}

export type ImprovementSaid = Readonly<{
  id: string;
  pack: string;
  cause: string;
  process: string | null;
  dueAt: number;
  late: boolean;
  zone: string;
}>;

/** To the owner of an improvement, and to those above. */
export function improvementText(said: ImprovementSaid, locale: Locale): Words {
  const { id, pack, cause, process, late, zone } = said;
  const due = sayMoment(said.dueAt, zone, locale);
  const what = process === null ? cause : `${process} (${cause})`;
  const command = `redress registers import <file> --pack ${pack} --register improvements`;
  if (locale === 'zh')
    return {
      subject: `${late ? '【改进逾期】' : '【改进即将到期】'}${id}:${what}`,
      text:
        `改进事项 ${id}:${what}${late ? `已于 ${due} 到期,尚未完成。` : `将于 ${due} 到期。`}\n\n` +
        `完成后请在改进台账登记完成时刻:${command}`,
    };
  return {
    subject: `${late ? '[IMPROVEMENT OVERDUE]' : '[IMPROVEMENT DUE SOON]'} ${id}: ${what}`,
    text:
      `The improvement ${id}: ${what} ${late ? `was due ${due} and is not completed.` : `is due ${due}.`}\n\n` +
      `Once it is completed, record when in the register of improvements: ${command}`,
  };
}

/** To leaders: how things stand at their unit and below. */
export function digestText(title: string, unit: string, day: string, counts: DigestCounts, locale: Locale): Words {
  const { open, overdue, dueSoon, registered, closed } = counts;
  if (locale === 'zh')
    return {
      subject: `【${title}】${unit} ${day}:在办 ${open} 件,超期 ${overdue} 件`,
      text: [
        `${unit},${day}:`,
        '',
        `在办 ${open} 件,其中超期 ${overdue} 件;`,
        `24小时内到期 ${dueSoon} 件;`,
        `前一日登记 ${registered} 件,办结 ${closed} 件。`,
      ].join('\n'),
    };
  return {
    subject: `[${title}] ${unit} ${day}: ${open} open, ${overdue} overdue`,
    text: [
      `${unit}, ${day}:`,
      '',
      `${open} open, of these ${overdue} overdue;`,
      `${dueSoon} due within a day;`,
      `in the day before ${registered} registered and ${closed} closed.`,
    ].join('\n'),
  };
}
