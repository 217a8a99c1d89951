/** Where a rule comes from, such as `S1-T4`. */
export type RuleId = string;
