/** Builds the workflow bundle once, at build time: otherwise every start of a worker pays for it. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode } from '@temporalio/worker';
import { projectRoot } from '../config/projectRoot.ts';

export const BUNDLE_FILE = join(projectRoot(), 'dist', 'workflow-bundle.js');

/** The workflows as one script: from the sources in tests, from the build otherwise. */
export async function bundleWorkflows(): Promise<string> {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const workflowsPath = fileURLToPath(new URL(`../workflows/index.${extension}`, import.meta.url));
  const quiet = { trace() {}, debug() {}, info() {}, warn() {}, error: console.error, log() {} };
  return (await bundleWorkflowCode({ workflowsPath, logger: quiet })).code;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const code = await bundleWorkflows();
  mkdirSync(dirname(BUNDLE_FILE), { recursive: true });
  writeFileSync(BUNDLE_FILE, code);
}
