/** Codes by which a regulator wants complaints told apart: data of a bank, each version with its first day. */

import { own } from '../values/own.ts';
import type { Bilingual } from '../../language/bilingual.ts';

export type CodeList = Readonly<{
  list: string;
  title: Bilingual;
  /** By the day from which they hold. */
  versions: readonly CodeVersion[];
}>;

/** Codes the cases that were registered from that day on until the next version, however late they are counted. */
export type CodeVersion = Readonly<{
  version: string;
  from: string;
  codes: Readonly<Record<string, CodeDef>>;
}>;

export type CodeDef = Readonly<{
  title: Bilingual;
  /** As the regulator writes it; absent where nobody has entered it. */
  code?: string;
  /** It counts in that one too. */
  parent?: string;
}>;

/** The version that a case of that day of registration is coded with. */
export function versionOn({ versions }: CodeList, day: string): CodeVersion | undefined {
  return versions.findLast(({ from }) => from <= day);
}

/** A code and those that it is part of, the nearest first. */
export function codeLine({ codes }: CodeVersion, code: string): readonly string[] {
  const line: string[] = [];
  for (let one: string | undefined = code; one !== undefined && !line.includes(one); one = own(codes, one)?.parent)
    line.push(one);
  return line;
}
