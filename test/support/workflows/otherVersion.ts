import { sleep } from '@temporalio/workflow';

/** A case's workflow as another version might have begun it: with a command that the present one does not issue. */
export default async function complaint(): Promise<void> {
  await sleep('1 hour');
}
