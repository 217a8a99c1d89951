/** Commands for whoever has the right that we lack; Cloud has a tool of its own for them. */

import type { SearchAttributeFault } from '../../contracts/searchAttributeFaults.ts';

/** Addresses of Temporal Cloud: of one namespace, or of a region. */
function isCloud(address: string): boolean {
  return /\.(tmprl\.cloud|api\.temporal\.io)(:\d+)?$/.test(address);
}

/** In Cloud a namespace is made by its short name; the account is added by itself. */
export function namespaceCommand(namespace: string, address: string, days: number): string {
  return isCloud(address)
    ? `tcld namespace create --namespace ${namespace.split('.')[0]} --region REGION --auth-method api_key ` +
        `--retention-days ${days}`
    : `temporal operator namespace create --address ${address} --namespace ${namespace} --retention ${days}d`;
}

/** One command, or one for each type. */
export function attributeCommands(
  missing: readonly SearchAttributeFault[],
  namespace: string,
  address: string,
): readonly string[] {
  if (isCloud(address)) {
    const each = missing.map(({ name, must }) => ` --search-attribute "${name}=${must}"`);
    return [`tcld namespace search-attributes add --namespace ${namespace}${each.join('')}`];
  }
  return [...new Set(missing.map(({ must }) => must))].map((type) => {
    const names = missing.filter(({ must }) => must === type).map(({ name }) => ` --name ${name}`);
    return (
      `temporal operator search-attribute create --address ${address} --namespace ${namespace} ` +
      `--type ${type}${names.join('')}`
    );
  });
}
