import { planSource } from './planSource.ts';

const CHANGES: readonly (readonly [from: string, to: string])[] = [
  ['id: cutover-emergency', 'id: rules-across'],
  [
    '  siteVisit: {',
    '  namedStaff: { title: { zh: 被投诉人, en: Named }, type: person, recused: true }\n  important: { title: { zh: 重要, ' +
      'en: Important }, type: boolean }\n  siteVisit: {',
  ],
  ['  merge: { by: [liaison, branch-group, province-centre] }', '  merge: { by: [handler, liaison, administrator] }'],
  ['  freeze: { by: [administrator, branch-group], rule: S1-freeze }', '  freeze: { by: [administrator] }'],
  [
    '  link: { by',
    `  pause: { by: [liaison, branch-group], fields: { reason: { list: reasons } } }
  resume: { by: [liaison, branch-group] }
  link: { by`,
  ],
  ['window: { days: 30 } }', 'window: { days: 30 }, escalate: next, link: true }'],
  [
    'routing:\n',
    'routing:\n  - { when: { important: true }, entry: head-office, assign: hq-press, bypass: true, rule: X-2 }\n',
  ],
  ['lists:\n', 'lists:\n  powers: { agent: { zh: 代理人, en: Agent }, heir: { zh: 继承人, en: Heir } }\n'],
  [
    'retention: {',
    `pauses:
  outside: { title: { zh: 外部机构协查, en: Outside help }, reasons: reasons, clocks: [reply], max: { hours: 100 } }
access: [{ when: { category: media }, roles: [media-contact], rule: X-1 }]
representatives: { max: 5, authority: powers }
retention: {`,
  ],
];

/**
 * The cutover plan with rules that go across: kinds of pause, access, recusal, routing, merging, freeze,
 * representatives. For tests.
 */
export function rulesPackSource(): string {
  const source = planSource();
  return CHANGES.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`the pack no longer has: ${from}`);
    return text.replace(from, () => to);
  }, source);
}
