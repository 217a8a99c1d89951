import type { ComplaintView, TimelineItem } from '../../contracts/http/httpComplaint.ts';
import type { Locale } from '../../language/bilingual.ts';

/** A case as the API shows it, with the names of what its codes mean. */
export type CaseInput = Readonly<{
  locale: Locale;
  /** When the document was made (ISO). */
  stamp: string;
  zone: string;
  view: Pick<ComplaintView, 'no' | 'pack' | 'flags' | 'clocks' | CaseMoments>;
  timeline: readonly TimelineItem[];
  /** Words in the language of the document. */
  names: Readonly<{ pack: string; category: string; channel: string; unit: string; class: string; level: string }>;
  roleName: (role: string) => string;
}>;

type CaseMoments = 'registeredAt' | 'acceptedAt' | 'resolvedAt' | 'closedAt' | 'promisedAt';
