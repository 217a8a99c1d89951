/** What every object has without anybody having put it there. */
export const inheritedNames: readonly string[] = Object.getOwnPropertyNames(Object.prototype);
