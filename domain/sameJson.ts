/** Two parts of packs or states say the same. Keys stand in the order of their definitions, so the texts can be compared. */
export function sameJson(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
