import { isGrpcServiceError } from '@temporalio/client';
import { engineReason } from '../../client/actionAnswer.ts';
import { namespaceCommand } from '../../runtime/temporal/administratorCommands.ts';
import { RETENTION_DAYS } from '../../runtime/temporal/prepareNamespace.ts';
import type { Finding } from './finding.ts';

const NOT_FOUND = 5;

/** The server answers, and says why not for this namespace. */
export function namespaceFinding(namespace: string, address: string, error: unknown): Finding {
  const part = 'Temporal server';
  if (!isGrpcServiceError(error) || (error.code as number) !== NOT_FOUND) {
    const why = engineReason(error);
    return {
      part,
      ok: false,
      detail: {
        zh: `${address} 有应答,但不告知命名空间 ${namespace} 的情况:${why}`,
        en: `answers at ${address}, but says nothing of namespace ${namespace}: ${why}`,
      },
      mend: {
        zh: '核对其 API key、证书和权限(docs/cluster.zh-CN.md)',
        en: 'check its API key, certificate and rights (docs/cluster.md)',
      },
    };
  }
  const command = namespaceCommand(namespace, address, RETENTION_DAYS);
  return {
    part,
    ok: false,
    detail: {
      zh: `${address} 有应答,但没有命名空间 ${namespace}:任何案件都无法启动`,
      en: `answers at ${address}, but namespace ${namespace} does not exist: no case can be started`,
    },
    mend: {
      zh: `redress prepare-temporal;或由有权限的人执行:${command}`,
      en: `redress prepare-temporal; or, by whoever has the right: ${command}`,
    },
  };
}
