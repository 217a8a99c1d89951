import { own } from '../../domain/values/own.ts';
import type { Locale } from '../../language/bilingual.ts';
import type { Addressee } from './addresseesOf.ts';
import type { MessagePack, Words } from './renderMessage.ts';

/** Marks what somebody gets because those whom it was for could not be reached. */
export function markedInstead(
  pack: Partial<MessagePack> | undefined,
  { role, locale, insteadOf = [] }: Pick<Addressee, 'role' | 'locale' | 'insteadOf'>,
  words: Words,
): Words {
  if (insteadOf.length === 0) return words;
  const [subject, note] = markOf(own(pack?.roles ?? {}, role)?.title?.[locale] ?? role, locale);
  return { subject: `${subject}${words.subject}`, text: `${note}\n\n${words.text}` };
}

function markOf(role: string, locale: Locale): readonly [subject: string, note: string] {
  return locale === 'zh'
    ? ['【代转】', `以下通知本应送达“${role}”,但未能送达,现改为通知您。请设法转告本人,或代为处理。`]
    : [
        '[INSTEAD] ',
        `This is for: ${role}. It could not be delivered there, so it comes to you. Please pass it on, or see to it.`,
      ];
}
