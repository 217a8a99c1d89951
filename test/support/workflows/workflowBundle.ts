import { bundleWorkflows } from '../../../worker/bundle.ts';
import { once } from '../servers/once.ts';

/** The workflows of the sources for a worker, bundled once for the whole run. */
export function workflowBundle(): Promise<string> {
  return (bundle ??= once('bundle', bundleWorkflows));
}

let bundle: Promise<string> | undefined;
