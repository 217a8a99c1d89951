/** Does every object have it: `constructor`, `toString`, `__proto__`? */
export function isInherited(name: string): boolean {
  return name in {};
}
