import type { CodeList } from '../../domain/figures/codeList.ts';
import type { ReturnDefinition } from '../../domain/figures/returnDefinition.ts';
import { own } from '../../domain/values/own.ts';
import { contentHash } from '../load/packHash.ts';
import type { ParsedYaml } from '../source/parseTree.ts';
import { parseYaml } from '../source/parseYaml.ts';
import { checkCodeList } from './checkCodeList.ts';
import { checkReturn, type ReturnNames } from './checkReturn.ts';
import { codeListSchema } from './codeListSchema.ts';
import { returnSchema, type AuthoredReturn } from './returnSchema.ts';

/** A return from YAML, with its code lists; each mistake with its place. */
export function parseReturn(text: string, names: ReturnNames): ParsedYaml<ReturnDefinition> {
  const parsed = parseYaml(text, returnSchema, (authored) => checkReturn(authored, names));
  return parsed.ok ? { ok: true, value: definitionOf(parsed.value, names) } : parsed;
}

export function parseCodeList(text: string): ParsedYaml<CodeList> {
  // The schema leaves out what is undefined, which its types cannot say.
  return parseYaml(text, codeListSchema, checkCodeList) as ParsedYaml<CodeList>;
}

function definitionOf(authored: AuthoredReturn, { lists }: ReturnNames): ReturnDefinition {
  const axes = Object.fromEntries(
    Object.entries(authored.axes).map(([axis, { title, list }]) => [axis, { title, list: own(lists, list) }]),
  );
  return { ...authored, axes, hash: contentHash({ ...authored, axes }) } as unknown as ReturnDefinition;
}
