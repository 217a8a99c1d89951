import { describe, expect, it } from 'vitest';
import { attributeCommands, namespaceCommand } from '../../runtime/temporal/administratorCommands.ts';

const CLOUD = 'complaints.a1b2c.tmprl.cloud:7233';
const missing = [
  { name: 'RedressPack', must: 'Keyword' },
  { name: 'RedressOverdue', must: 'Bool' },
];

describe('what Temporal Cloud needs', () => {
  it('is made by its own tool, the namespace by its short name', () => {
    expect(namespaceCommand('complaints.a1b2c', CLOUD, 90)).toContain('tcld namespace create --namespace complaints ');
  });

  it('takes all search attributes in one command', () => {
    expect(attributeCommands(missing, 'complaints.a1b2c', 'eu-central-1.aws.api.temporal.io:7233')).toEqual([
      'tcld namespace search-attributes add --namespace complaints.a1b2c ' +
        '--search-attribute "RedressPack=Keyword" --search-attribute "RedressOverdue=Bool"',
    ]);
  });
});
