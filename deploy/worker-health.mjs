#!/usr/bin/env node
// Does the worker of this container ask Temporal for work? Exit 0 when it does. The server remembers who asked for some
// minutes.
import { hostname } from 'node:os';
import { Connection } from '@temporalio/client';
import { loadEnvironment } from '../dist/config/environment.js';
import { engineNames } from '../dist/contracts/engineNames.js';

const RECENT_MS = 120_000;
try {
  const {
    temporal,
    TEMPORAL_ADDRESS: address,
    TEMPORAL_NAMESPACE: namespace,
    REDRESS_TEMPORAL_NAME: name,
  } = loadEnvironment();
  const connection = await Connection.connect({ ...temporal, address, connectTimeout: 5_000 });
  const { pollers } = await connection.workflowService.describeTaskQueue({
    namespace,
    taskQueue: { name: engineNames(name).taskQueue },
    taskQueueType: 1,
  });
  await connection.close();
  const ours = (pollers ?? []).filter(
    (one) =>
      one.identity?.endsWith(`@${hostname()}`) && Date.now() - Number(one.lastAccessTime?.seconds) * 1_000 < RECENT_MS,
  );
  process.stdout.write(ours.length > 0 ? 'polls for work\n' : 'does not poll for work\n');
  process.exit(ours.length > 0 ? 0 : 1);
} catch (error) {
  process.stderr.write(`Temporal cannot be asked: ${error.message}\n`);
  process.exit(1);
}
