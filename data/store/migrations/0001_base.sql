-- What every database holds beside the ledgers: whose it is, the journal, settings.
-- One text serves SQLite and PostgreSQL. WITHOUT ROWID is left out for PostgreSQL.

-- last_op is the number of the newest operation; taking the next number is what makes writers wait for each other.
CREATE TABLE office (
  township TEXT   NOT NULL PRIMARY KEY,
  name     TEXT   NOT NULL,
  last_op  BIGINT NOT NULL
);

-- Every act of a clerk, in the order in which it was accepted (n). at is in milliseconds since 1970, UTC.
-- undoes is the operation that this one takes back; undone_by the one that took this one back, if that still holds.
CREATE TABLE operation (
  township  TEXT   NOT NULL REFERENCES office (township),
  n         BIGINT NOT NULL,
  id        TEXT   NOT NULL,
  label     TEXT   NOT NULL,
  actor     TEXT   NOT NULL,
  at        BIGINT NOT NULL,
  undoes    BIGINT,
  undone_by BIGINT,
  created   BIGINT NOT NULL,
  updated   BIGINT NOT NULL,
  deleted   BIGINT NOT NULL,
  kinds     TEXT   NOT NULL,
  PRIMARY KEY (township, n),
  UNIQUE (township, id),
  FOREIGN KEY (township, undoes) REFERENCES operation (township, n),
  FOREIGN KEY (township, undone_by) REFERENCES operation (township, n) DEFERRABLE INITIALLY DEFERRED
);

-- What an operation did to records that were there before it. The creation of a record has no row here: the
-- record itself names its operation (_created). States are those of the records' _state; images are JSON objects
-- of the changed fields alone.
CREATE TABLE change (
  township     TEXT   NOT NULL,
  op           BIGINT NOT NULL,
  seq          BIGINT NOT NULL,
  kind         TEXT   NOT NULL,
  record       TEXT   NOT NULL,
  state_before BIGINT NOT NULL,
  state_after  BIGINT NOT NULL,
  before       TEXT   NOT NULL,
  after        TEXT   NOT NULL,
  PRIMARY KEY (township, op, seq),
  FOREIGN KEY (township, op) REFERENCES operation (township, n)
);
CREATE INDEX change_record ON change (township, kind, record, op);

CREATE TABLE setting (
  key   TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
);
