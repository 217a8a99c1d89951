import type { Bilingual } from '../../language/bilingual.ts';
import { own } from '../../domain/values/own.ts';
import { didYouMean } from './didYouMean.ts';
import { table } from './table.ts';

export type Path = readonly (string | number)[];

/** Its path gives the place. `key`: the name is wrong, not the value. */
export interface Finding extends Bilingual {
  /** Stable. */
  readonly code: string;
  readonly path: Path;
  readonly key?: boolean;
}

/** Lines and columns count from 1. */
export interface PackFault extends Pick<Finding, 'code' | 'path'> {
  /** Where the mistake is in an extended pack. */
  readonly file?: string;
  readonly line: number;
  readonly column: number;
  readonly message: Bilingual;
}

export type Findings = Generator<Finding>;

export const wrong = (code: string, path: Path, zh: string, en: string): Finding => ({ code, path, zh, en });

/** The last key of the path is wrong, or has no place there. */
export const wrongKey = (...told: Parameters<typeof wrong>): Finding => ({ ...wrong(...told), key: true });

const KINDS = table(`
  level 层级  role 角色  list 代码表  field 字段  step 步骤  ladder 阶梯  message 消息  approval 审批  script 话术
  channel 渠道  category 类别  clock 时限  class 口径  stage 阶段  status 状态  code 代码  fact 事实  action 动作
  object 案件种类  calendar 日历  pack 包  word 词语  figure 指标  series 序列  survey 问卷  band 区间  part 部分
  axis 编码轴  column 栏目  version 版本  case 案件
`);

const MAX_LISTED = 50;

/** A name that nothing defines. */
export function unknownName(kind: string, name: string, known: readonly string[], path: Path, key = false): Finding {
  const list = known.length === 0 ? '-' : known.slice(0, MAX_LISTED).join(', ');
  const rest = known.length > MAX_LISTED ? ', …' : '';
  const meant = didYouMean(name, known);
  return {
    code: `unknown-${kind}`,
    path,
    ...(key ? { key } : {}),
    zh: `没有名为 "${name}" 的${own(KINDS, kind) ?? kind};${meant?.zh ?? ''}已定义:${list}${rest}`,
    en: `no ${kind} is called "${name}"; ${meant?.en ?? ''}there are: ${list}${rest}`,
  };
}
