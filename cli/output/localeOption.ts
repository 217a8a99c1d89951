import { Option } from 'commander';

/** Language of what a command says; without it, that of the installation. */
export function localeOption(): Option {
  return new Option(
    '--locale <locale>',
    '输出语言,优先于 REDRESS_LOCALE · output language; overrides REDRESS_LOCALE',
  ).choices(['zh', 'en']);
}
