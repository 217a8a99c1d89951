/** What a figure may ask of a row of a register or of a duty. */

import { fact, type FigureFacts } from './figureShape.ts';

const YES_NO = { kind: 'boolean' } as const;
const ANY = { kind: 'any' } as const;

export const MEASURE_FACTS = {
  kind: fact('措施', 'kind of measure', ANY),
  trigger: fact('触发原因', 'trigger', ANY),
  ground: fact('依据', 'ground', ANY),
  subjectKind: fact('对象种类', 'kind of subject', { kind: 'words', words: ['person', 'unit'] }),
  unit: fact('单位', 'unit', ANY),
  appealed: fact('已申诉', 'was appealed', YES_NO),
  lifted: fact('已撤销', 'was lifted', YES_NO),
} as const satisfies FigureFacts;

export const IMPROVEMENT_FACTS = {
  cause: fact('原因', 'cause', ANY),
  process: fact('业务流程', 'process', ANY),
  categories: fact('涉及类别', 'categories', ANY),
  completed: fact('已完成', 'is completed', YES_NO),
  late: fact('逾期', 'was or is late', YES_NO),
  linked: fact('与投诉关联', 'is linked to complaints', YES_NO),
} as const satisfies FigureFacts;

export const ITEM_FACTS = {
  kind: fact('种类', 'kind', { kind: 'words', words: ['media', 'web', 'visit', 'harm'] }),
  severity: fact('程度', 'severity', { kind: 'words', words: ['minor', 'major'] }),
  source: fact('来源', 'source', ANY),
  confirmed: fact('已核实', 'was confirmed', YES_NO),
  disposed: fact('已处置', 'was disposed of', YES_NO),
  registered: fact('已登记为投诉', 'became a case', YES_NO),
} as const satisfies FigureFacts;

export const DUTY_FACTS = {
  duty: fact('职责', 'duty', ANY),
  done: fact('已完成', 'was done', YES_NO),
  answered: fact('有人接听或答复', 'was answered', YES_NO),
  nil: fact('零报告', 'nothing to report', YES_NO),
  late: fact('逾期', 'was done late, or is past due', YES_NO),
} as const satisfies FigureFacts;
