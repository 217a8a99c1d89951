/** What any Temporal server needs before Redress can use it: a namespace, and what cases are found by. */

import { Connection, isGrpcServiceError, type ConnectionOptions } from '@temporalio/client';
import {
  removalOf,
  sayAttributeFaults,
  SEARCH_ATTRIBUTE_CODES,
  searchAttributeFaults,
  type SearchAttributeFault,
} from '../../contracts/searchAttributeFaults.ts';
import { BilingualError } from '../../language/bilingual.ts';
import { eventually } from '../machine/eventually.ts';
import { attributeCommands, namespaceCommand } from './administratorCommands.ts';

/** So long Temporal keeps the history of a case after its end. */
export const RETENTION_DAYS = 90;

/** Codes of gRPC. Cloud has not got the calls that are for its own tools. */
const NOT_FOUND = 5;
const ALREADY_EXISTS = 6;
const NOT_OURS = [7, 12, 16];

/**
 * Makes sure of the namespace and the search attributes, on our own server or a bank's. Looks first, so that nothing is
 * asked for where all is there: whoever runs this seldom has the right. Harmless to repeat. Throws in words what is
 * missing, with the commands for whoever has the right, or where an attribute has another type than workflows set.
 */
export async function prepareNamespace(at: ConnectionOptions, namespace: string): Promise<void> {
  const connection = await Connection.connect({ ...at, connectTimeout: 10_000 });
  const where = { namespace, address: at.address ?? '' };
  try {
    if (!(await isThere(connection, namespace))) {
      await unlessNotOurs(register(connection, namespace), () => missingNamespace(where));
      await taken(() => isKnown(connection, namespace));
    }
    const faults = (): Promise<readonly SearchAttributeFault[]> =>
      unlessNotOurs(attributeFaultsOf(connection, namespace), () => unseen(where));
    const missing = await faults();
    if (missing.length === 0) return;
    await unlessNotOurs(add(connection, namespace, missing), () => missingAttributes(missing, where));
    await taken(async () => (await faults()).length === 0);
  } finally {
    await connection.close();
  }
}

interface Where {
  readonly namespace: string;
  readonly address: string;
}

async function isThere({ workflowService }: Connection, namespace: string): Promise<boolean> {
  try {
    await workflowService.describeNamespace({ namespace });
    return true;
  } catch (error) {
    // A cluster that hides what others have says that one may not see it: what is asked of it next decides.
    if (codeOf(error) === NOT_FOUND || NOT_OURS.includes(codeOf(error) ?? 0)) return false;
    throw error;
  }
}

/** A server that has just said that it has none believes so for a second more. */
async function isKnown({ operatorService }: Connection, namespace: string): Promise<boolean> {
  return operatorService.listSearchAttributes({ namespace }).then(
    () => true,
    (error: unknown) => codeOf(error) !== NOT_FOUND,
  );
}

async function register({ workflowService }: Connection, namespace: string): Promise<void> {
  await workflowService
    .registerNamespace({
      namespace,
      workflowExecutionRetentionPeriod: { seconds: (RETENTION_DAYS * 86_400) as unknown as never },
    })
    .catch(unlessAlready);
}

/** What is missing; throws where something of another type stands in its place. */
async function attributeFaultsOf(
  { operatorService }: Connection,
  namespace: string,
): Promise<readonly SearchAttributeFault[]> {
  const { customAttributes } = await operatorService.listSearchAttributes({ namespace });
  const found = searchAttributeFaults(customAttributes);
  refuseOthers(found, namespace);
  return found;
}

async function add(
  { operatorService }: Connection,
  namespace: string,
  missing: readonly SearchAttributeFault[],
): Promise<void> {
  const searchAttributes = Object.fromEntries(missing.map(({ name }) => [name, SEARCH_ATTRIBUTE_CODES[name] ?? 0]));
  await operatorService.addSearchAttributes({ namespace, searchAttributes }).catch(unlessAlready);
}

/** One of another type stays: what is found by it would be lost with it, so somebody has to decide that. */
function refuseOthers(found: readonly SearchAttributeFault[], namespace: string): void {
  const others = found.filter((one) => one.is !== undefined);
  if (others.length === 0) return;
  const { zh, en } = sayAttributeFaults(others, namespace);
  const removal = removalOf(others, namespace);
  throw new BilingualError({
    zh: `${zh};在此之前任何案件都无法启动。请先执行 ${removal},再重试`,
    en: `${en}; no case can be started until then. Run ${removal} and then this again`,
  });
}

function missingNamespace({ namespace, address }: Where): BilingualError {
  const command = namespaceCommand(namespace, address, RETENTION_DAYS);
  return new BilingualError({
    zh: `${address} 上没有命名空间 ${namespace}(或无权查看),也无权建立。请有权者执行:\n${command}\n然后重试`,
    en:
      `there is no namespace ${namespace} at ${address}, or it may not be seen, and it may not be made from here. ` +
      `Whoever has the right runs:\n${command}\nand then this is run again`,
  });
}

function missingAttributes(missing: readonly SearchAttributeFault[], { namespace, address }: Where): BilingualError {
  const { zh, en } = sayAttributeFaults(missing, namespace);
  const commands = attributeCommands(missing, namespace, address).join('\n');
  return new BilingualError({
    zh: `${zh};本身份无权添加。请有权者执行:\n${commands}\n然后重试`,
    en: `${en}; they may not be added from here. Whoever has the right runs:\n${commands}\nand then this is run again`,
  });
}

function unseen({ namespace, address }: Where): BilingualError {
  const all = searchAttributeFaults({});
  const commands = attributeCommands(all, namespace, address).join('\n');
  return new BilingualError({
    zh: `命名空间 ${namespace} 的搜索属性无权查看。若尚未添加,请有权者执行:\n${commands}`,
    en:
      `the search attributes of namespace ${namespace} may not be seen from here. Unless they are there already, ` +
      `whoever has the right runs:\n${commands}`,
  });
}

/** Without the right, the error that says who could. */
async function unlessNotOurs<T>(work: Promise<T>, otherwise: () => BilingualError): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw NOT_OURS.includes(codeOf(error) ?? 0) ? otherwise() : error;
  }
}

function codeOf(error: unknown): number | undefined {
  return isGrpcServiceError(error) ? error.code : undefined;
}

function unlessAlready(error: unknown): void {
  if (codeOf(error) !== ALREADY_EXISTS) throw error;
}

async function taken(holds: () => Promise<boolean>): Promise<void> {
  if (!(await eventually(holds, 10_000, 100)))
    throw new BilingualError({
      zh: 'Temporal 服务未在十秒内接受命名空间或其搜索属性',
      en: 'the Temporal server did not take the namespace or its search attributes over within ten seconds',
    });
}
