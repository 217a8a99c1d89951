/** An installation has one; a request may ask for the other. */
export type Locale = 'zh' | 'en';
