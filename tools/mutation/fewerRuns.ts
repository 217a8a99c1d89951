import fc from 'fast-check';

// A mutant meets many tests; the random ones need not be as thorough with each of thousands as they are with the rules
// themselves.
fc.configureGlobal({ numRuns: 20, seed: 1 });
