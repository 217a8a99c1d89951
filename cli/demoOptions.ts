export interface DemoOptions {
  readonly api: string;
  /** Folder of the packs and of the demonstration. */
  readonly packs: string;
  readonly speed: number;
  readonly locale: 'zh' | 'en';
  readonly out: (line: string) => void;
}
