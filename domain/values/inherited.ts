/**
 * Does every object have something by this name, without anybody having put it there? `constructor`, `toString`,
 * `__proto__` and the like.
 */
export function isInherited(name: string): boolean {
  return name in {};
}
