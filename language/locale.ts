/** The languages in which Redress speaks; an installation has one, and whoever asks may ask for the other. */
export type Locale = 'zh' | 'en';
