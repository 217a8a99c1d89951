-- A rung may fire weeks late: more than 24.8 days are more milliseconds than an integer holds.
alter table rungs alter column late_ms type bigint;
