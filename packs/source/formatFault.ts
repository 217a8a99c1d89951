import type { Bilingual, Locale } from '../../language/bilingual.ts';
import type { PackFault } from './fault.ts';

/** `file:line:column: what is wrong [code]`. */
export function formatFault(file: string, fault: PackFault, locale: Locale | 'both'): string {
  const { zh, en } = fault.message;
  const text = locale === 'both' ? (zh === en ? zh : `${zh} / ${en}`) : fault.message[locale];
  return `${fault.file ?? file}:${fault.line}:${fault.column}: ${text} [${fault.code}]`;
}

/** All of them, a line each, in both languages. */
export function formatFaults(file: string, faults: readonly PackFault[]): Bilingual {
  const lines = (locale: Locale): string => faults.map((fault) => formatFault(file, fault, locale)).join('\n');
  return { zh: lines('zh'), en: lines('en') };
}
