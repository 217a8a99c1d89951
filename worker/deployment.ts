/** Worker Deployment Versioning: which build a worker is, and who takes the work of cases. */

import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { isGrpcServiceError, type Client } from '@temporalio/client';
import type { WorkerDeploymentOptions } from '@temporalio/worker';

/** Codes of gRPC: not found, and not in a state for it. */
const NOT_YET: readonly number[] = [5, 9];
const AGAIN_MS = 500;
const TRIES = 60;

/** The release, and the workflows that it runs: the same files are the same build wherever they run. */
export function buildIdOf(version: string, bundle: string): string {
  return `${version}-${createHash('sha256').update(bundle).digest('hex').slice(0, 8)}`;
}

/** Cases outlive builds: each goes over at its next step, which every build can take on (test/histories). */
export function deploymentOptions(deploymentName: string, buildId: string): WorkerDeploymentOptions {
  return {
    version: { deploymentName, buildId },
    useWorkerVersioning: true,
    defaultVersioningBehavior: 'AUTO_UPGRADE',
  };
}

/**
 * Makes the build current where none is yet: otherwise a first worker would get no work. Afterwards somebody decides
 * that. Resolves to the current build.
 */
export async function becomeFirst(client: Client, deploymentName: string, buildId: string): Promise<string> {
  const { workflowService, options } = client;
  const { namespace, identity } = options;
  for (let tries = 1; ; tries += 1) {
    try {
      const found = await workflowService.describeWorkerDeployment({ namespace, deploymentName });
      const current = found.workerDeploymentInfo?.routingConfig?.currentDeploymentVersion?.buildId;
      if (current !== undefined && current !== null && current !== '') return current;
      await workflowService.setWorkerDeploymentCurrentVersion({
        namespace,
        deploymentName,
        buildId,
        identity,
        conflictToken: found.conflictToken,
        ignoreMissingTaskQueues: true,
      });
      return buildId;
    } catch (error) {
      // The server knows a build some moments after its first poll.
      if (!isGrpcServiceError(error) || !NOT_YET.includes(error.code) || tries === TRIES) throw error;
      await pause(AGAIN_MS);
    }
  }
}
