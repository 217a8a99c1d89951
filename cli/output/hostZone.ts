/** Zone of whoever sits at the terminal. */
export const hostZone: string = new Intl.DateTimeFormat().resolvedOptions().timeZone;
