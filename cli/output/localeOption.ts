import { Option } from 'commander';
import { says } from './spoken.ts';

/** Default: the installation's language. */
export function localeOption(): Option {
  return new Option(
    '--locale <locale>',
    says('输出语言,优先于 REDRESS_LOCALE', 'output language; overrides REDRESS_LOCALE'),
  ).choices(['zh', 'en']);
}
