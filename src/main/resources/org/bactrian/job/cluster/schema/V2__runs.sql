-- The history of runs of all nodes; record is the JSON of bactrian runs --json
CREATE TABLE BACTRIAN_RUNS
(
  ID      BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  JOB     VARCHAR(63)      NOT NULL,
  TASK    VARCHAR(16)      NOT NULL,
  NODE    VARCHAR(63)      NOT NULL,
  STARTED DOUBLE PRECISION NOT NULL,
  ENDED   DOUBLE PRECISION NOT NULL,
  OUTCOME VARCHAR(16)      NOT NULL,
  -- the time of the schedule that it was for
  SLOT    DOUBLE PRECISION NULL,
  RECORD  TEXT             NOT NULL,
  -- a run that was kept aside while the database was away comes in once
  UNIQUE (JOB, TASK, NODE, STARTED, ENDED, OUTCOME)
);

CREATE INDEX IDX_BACTRIAN_RUNS_JOB ON BACTRIAN_RUNS (JOB, ID);
