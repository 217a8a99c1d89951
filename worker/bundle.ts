import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger, type BundleOptions } from '@temporalio/worker';
import { projectRoot } from '../config/projectRoot.ts';

export const BUNDLE_FILE = join(projectRoot(), 'dist', 'workflow-bundle.js');

/** For workers; in tests from the sources. */
export function bundleWorkflows(): Promise<string> {
  return bundle({ preloadModules: [sourceOf('bundle/withoutStackTraces')] });
}

/** Reports what a run recorded; keeps stack traces. */
export function bundleForReplays(): Promise<string> {
  return bundle({ workflowInterceptorModules: [sourceOf('bundle/replayInterceptors')] });
}

function sourceOf(module: string): string {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  return fileURLToPath(new URL(`../workflows/${module}.${extension}`, import.meta.url));
}

async function bundle({
  preloadModules = [],
  workflowInterceptorModules = [],
}: Partial<BundleOptions>): Promise<string> {
  const workflowsPath = sourceOf('index');
  const { code } = await bundleWorkflowCode({
    workflowsPath,
    workflowInterceptorModules: [
      sourceOf('bundle/rulesFromHeader'),
      sourceOf('bundle/endAtReset'),
      ...workflowInterceptorModules,
    ],
    // Loaded once a worker, not once a case (0.5 ms and some hundred kB each): they hold no state of a case.
    preloadModules: [workflowsPath, ...preloadModules],
    logger: new DefaultLogger('ERROR'),
  });
  return code;
}

// Built once, not at each start of a worker.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const code = await bundleWorkflows();
  mkdirSync(dirname(BUNDLE_FILE), { recursive: true });
  writeFileSync(BUNDLE_FILE, code);
}
