/** Builds the workflow bundle once, at build time: otherwise every start of a worker pays for it. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode } from '@temporalio/worker';
import { projectRoot } from '../config/projectRoot.ts';

export const BUNDLE_FILE = join(projectRoot(), 'dist', 'workflow-bundle.js');

/** The workflows as one script, for whoever serves cases: from the sources in tests, from the build otherwise. */
export function bundleWorkflows(): Promise<string> {
  return bundle({ preloaded: [sourceOf('bundle/withoutStackTraces')] });
}

/** The same, with what makes a replay tell what a run had recorded, and with stack traces of what goes wrong in it. */
export function bundleForReplays(): Promise<string> {
  return bundle({ workflowInterceptorModules: [sourceOf('bundle/replayInterceptors')] });
}

function sourceOf(module: string): string {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  return fileURLToPath(new URL(`../workflows/${module}.${extension}`, import.meta.url));
}

async function bundle({
  preloaded = [],
  ...parts
}: {
  readonly preloaded?: string[];
  readonly workflowInterceptorModules?: string[];
}): Promise<string> {
  const quiet = { trace() {}, debug() {}, info() {}, warn() {}, error: console.error, log() {} };
  const workflowsPath = sourceOf('index');
  // Loaded once a worker instead of once a case: half a millisecond and some hundred kilobytes each. Nothing in these
  // modules holds state of a case.
  return (
    await bundleWorkflowCode({ workflowsPath, preloadModules: [workflowsPath, ...preloaded], ...parts, logger: quiet })
  ).code;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const code = await bundleWorkflows();
  mkdirSync(dirname(BUNDLE_FILE), { recursive: true });
  writeFileSync(BUNDLE_FILE, code);
}
