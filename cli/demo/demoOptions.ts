import type { Locale } from '../../language/locale.ts';

export interface DemoOptions {
  readonly api: string;
  /** Folder of the packs and of the demonstration. */
  readonly packs: string;
  readonly speed: number;
  readonly locale: Locale;
  readonly out: (line: string) => void;
}
