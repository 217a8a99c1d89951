/** In whose name stands what somebody did to the workflow itself. */
export const ADMINISTRATOR = { id: 'administrator', unit: '', roles: ['administrator'] };
