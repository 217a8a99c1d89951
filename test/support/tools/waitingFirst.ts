import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What waits for real servers more than it computes, the longest first. */
const WAITING = ['e2e/kills', 'e2e/restore', 'docs/', 'e2e/', 'cli/', 'workflows/', 'api/'];

/** Files that wait begin the run: others fill the time meanwhile, and no long one is left alone at the end. */
export default class WaitingFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const turnOf = ({ moduleId }: TestSpecification): number => {
      const found = WAITING.findIndex((start) => moduleId.includes(`/test/${start}`));
      return found < 0 ? WAITING.length : found;
    };
    return (await super.sort(files)).toSorted((one, other) => turnOf(one) - turnOf(other));
  }
}
