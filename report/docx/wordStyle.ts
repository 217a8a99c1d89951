/** Fonts that Word has; without `eastAsia` it takes another one for Chinese. */
export const FONTS = { ascii: 'Calibri', hAnsi: 'Calibri', eastAsia: 'SimSun', cs: 'Calibri' } as const;
export const INK = '1F2933';
export const SOFT = '52606D';
export const BLUE = '1A5AA0';
/** A bookmark of Word: letters, digits and underscores, at most 40. */
export function bookmark(anchor: string): string {
  return anchor.replaceAll(/[^A-Za-z0-9]/g, '_').slice(0, 40);
}
