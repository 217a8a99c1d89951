import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { installationLocale, keepLocale } from '../../config/installationLocale.ts';

const folder = mkdtempSync(join(tmpdir(), 'redress-locale-'));

describe('the language of an installation', () => {
  it.each([
    [{}, 'en'],
    [{ LANG: 'C.UTF-8' }, 'en'],
    [{ LANG: 'zh_CN.UTF-8' }, 'zh'],
    [{ LANG: 'zh_CN.UTF-8', LC_ALL: 'en_GB.UTF-8' }, 'en'],
    [{ LANG: 'zh_CN.UTF-8', REDRESS_LOCALE: 'en' }, 'en'],
    [{ LANG: 'en_GB.UTF-8', DATABASE_URL: 'postgres://bank/redress' }, 'zh'],
  ] as const)('before its first start, under %j, is %s', (env, locale) => {
    expect(installationLocale(env, folder)).toBe(locale);
  });

  it('is kept from a start on, whatever the environment says, until a setting says otherwise', () => {
    keepLocale(folder, 'zh');
    expect(installationLocale({ LANG: 'C' }, folder)).toBe('zh');
    expect(installationLocale({ LANG: 'C', REDRESS_LOCALE: 'en' }, folder)).toBe('en');
  });
});
