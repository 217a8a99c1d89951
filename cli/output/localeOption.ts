import { Option } from 'commander';

/** Language of what a command says; without it, that of the installation. */
export function localeOption(): Option {
  return new Option('--locale <locale>', '语言,缺省按 REDRESS_LOCALE · language; REDRESS_LOCALE by default').choices([
    'zh',
    'en',
  ]);
}
