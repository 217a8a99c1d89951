/** How long a message is tried before the fallback of its role is told as well, where the pack says nothing else. */
export const FALLBACK_AFTER = '4h';
