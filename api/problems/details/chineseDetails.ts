import { ACTION_DETAILS } from './actionDetails.ts';
import { CLOCK_DETAILS } from './clockDetails.ts';
import { FIELD_DETAILS } from './fieldDetails.ts';
import { MOVING_DETAILS } from './movingDetails.ts';
import { REQUEST_DETAILS } from './requestDetails.ts';
import { SERVICE_DETAILS } from './serviceDetails.ts';
import { SHAPE_DETAILS } from './shapeDetails.ts';

/** Everything that may be said of what is wrong: the English sentence, its places named, and the Chinese one. */
export const CHINESE_DETAILS: Readonly<Record<string, string>> = {
  ...ACTION_DETAILS,
  ...CLOCK_DETAILS,
  ...MOVING_DETAILS,
  ...FIELD_DETAILS,
  ...SHAPE_DETAILS,
  ...REQUEST_DETAILS,
  ...SERVICE_DETAILS,
};
