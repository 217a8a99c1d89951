/** Where a rule comes from, e.g. `S1-T4`; kept so that a test, a table or an auditor can find it. */
export type RuleId = string;
