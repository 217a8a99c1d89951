import type { z } from 'zod';
import type { Finding } from './fault.ts';
import { parseTree, refused, type ParsedYaml } from './parseTree.ts';
import { readSource } from './readSource.ts';
import { YamlTree } from './yamlTree.ts';

/** YAML or JSON by a schema and the checks after it. */
export function parseYaml<T>(
  text: string,
  schema: z.ZodType<T>,
  check: (value: T) => Iterable<Finding>,
): ParsedYaml<T> {
  const read = readSource(text);
  return read.ok ? parseTree(new YamlTree(read.source), schema, check) : refused(read.faults);
}
