/**
 * Conditions match facts; every entry must hold: `{ siteVisit: true }`, `{ amount: { min: 100 } }`, `{ category: [a, b]
 * }`, `{ channels: { external: true } }`, `{ any: [...] }`, `{ all: [...] }`, `{ not: {...} }`.
 */

import { own } from '../values/own.ts';

export type FactValue = string | number | boolean | null | readonly FactValue[] | { readonly [key: string]: FactValue };
export type Facts = (name: string) => FactValue | undefined;

export type Matcher =
  string | number | boolean | readonly (string | number | boolean)[] | { readonly [key: string]: Matcher };

export type Condition = { readonly [key: string]: Matcher | Condition | readonly Condition[] };

/** An absent fact equals `false` and nothing else. */
export function matches(condition: Condition | undefined, facts: Facts): boolean {
  if (condition === undefined) return true;
  // Asked hundreds of times a decision: a list of entries would be slow.
  for (const key in condition) if (!matchesPart(key, condition[key] as Matcher, facts)) return false;
  return true;
}

function matchesPart(key: string, wanted: Matcher | Condition | readonly Condition[], facts: Facts): boolean {
  if (key === 'all') return (wanted as readonly Condition[]).every((part) => matches(part, facts));
  if (key === 'any') return (wanted as readonly Condition[]).some((part) => matches(part, facts));
  if (key === 'not') return !matches(wanted as Condition, facts);
  return matchesValue(wanted as Matcher, facts(key));
}

/** One matcher on one value. */
export function matchesValue(wanted: Matcher, actual: FactValue | undefined): boolean {
  if (Array.isArray(actual)) return (actual as readonly FactValue[]).some((one) => matchesValue(wanted, one));
  if (Array.isArray(wanted)) return (wanted as readonly Matcher[]).some((one) => matchesValue(one, actual));
  if (typeof wanted === 'object') return matchesObject(wanted as { readonly [key: string]: Matcher }, actual);
  if (typeof actual === 'object' && actual !== null)
    return (actual as { readonly [key: string]: FactValue })['id'] === wanted;
  return wanted === (actual ?? false);
}

function matchesObject(wanted: { readonly [key: string]: Matcher }, actual: FactValue | undefined): boolean {
  for (const key in wanted) if (!matchesEntry(key, wanted[key] as Matcher, actual)) return false;
  return true;
}

function matchesEntry(key: string, part: Matcher, actual: FactValue | undefined): boolean {
  if (key === 'min') return typeof actual === 'number' && actual >= (part as number);
  if (key === 'max') return typeof actual === 'number' && actual <= (part as number);
  if (key === 'not') return !matchesValue(part, actual);
  const inner =
    typeof actual === 'object' && actual !== null
      ? own(actual as { readonly [key: string]: FactValue }, key)
      : undefined;
  return matchesValue(part, inner);
}
