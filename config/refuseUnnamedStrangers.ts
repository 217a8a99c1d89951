import { EnvironmentError, type Environment } from './environment.ts';

const LOOPBACK = /^(localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|::1)$/i;

/** Throws when other machines could act as the local actor. */
export function refuseUnnamedStrangers({ REDRESS_HOST, REDRESS_LOCAL_ACTOR }: Environment): void {
  if (LOOPBACK.test(REDRESS_HOST) || REDRESS_LOCAL_ACTOR === '') return;
  throw new EnvironmentError({
    zh:
      `REDRESS_HOST: 其他机器可以访问 ${REDRESS_HOST},而 REDRESS_LOCAL_ACTOR 让任何来者不说明身份就能以 ` +
      `"${REDRESS_LOCAL_ACTOR}" 操作;请将 REDRESS_LOCAL_ACTOR 设为空(REDRESS_LOCAL_ACTOR=),或监听 127.0.0.1`,
    en:
      `REDRESS_HOST: other machines can reach ${REDRESS_HOST}, and REDRESS_LOCAL_ACTOR lets whoever does act as ` +
      `"${REDRESS_LOCAL_ACTOR}" without saying who they are; set REDRESS_LOCAL_ACTOR to nothing ` +
      '(REDRESS_LOCAL_ACTOR=), or listen on 127.0.0.1',
  });
}
