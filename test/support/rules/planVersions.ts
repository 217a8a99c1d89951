import { planSource } from './planSource.ts';

/**
 * The cutover plan with a category more, and the version after it: without that category, with a shorter limit, another
 * id of a rule, and a further step and clock. For tests.
 */
export function planVersions(): { readonly first: string; readonly second: string } {
  const source = planSource();
  const replaced = (text: string, from: string, to: string): string => {
    if (!text.includes(from)) throw new Error(`the pack no longer has: ${from}`);
    return text.replace(from, () => to);
  };
  const first = replaced(
    source,
    '\ncategories:\n',
    '\ncategories:\n  short-lived: { title: { zh: 临时类别, en: Short-lived } }\n',
  );
  const changes: readonly (readonly [from: string, to: string])[] = [
    ['version: 1.4.0', 'version: 1.5.0'],
    ['limit: { hours: 4 }', 'limit: { hours: 3 }'],
    ['rule: S1-T5\n    start: accepted', 'rule: S1-T5b\n    start: accepted'],
    ['\nsteps:\n', '\nsteps:\n  receipt: { title: { zh: 送达回执, en: Receipt }, by: [handler] }\n'],
    [
      '\nclocks:\n',
      '\nclocks:\n  receipt:\n    title: { zh: 6小时内取得回执, en: Receipt within six hours }\n    start: accepted\n    ' +
        'stop: receipt\n    limit: { hours: 6 }\n    ladder: report\n    severity: 2\n',
    ],
  ];
  return { first, second: changes.reduce((text, [from, to]) => replaced(text, from, to), source) };
}
