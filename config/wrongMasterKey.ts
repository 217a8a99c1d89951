import { EnvironmentError } from './environment.ts';

export function wrongMasterKey({ held, given }: Readonly<{ held: string; given: string }>): EnvironmentError {
  return new EnvironmentError({
    zh:
      `REDRESS_MASTER_KEY: 与数据库所用的主密钥不符(数据库:${held},所给:${given});` +
      '请使用正确的主密钥,见 secrets.json 或该设置的备份',
    en:
      `REDRESS_MASTER_KEY: this is not the key that the database is sealed with (held: ${held}, given: ${given}); ` +
      'give the right one, from the back-up of secrets.json or of the setting',
  });
}
