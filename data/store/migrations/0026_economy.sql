-- 集体经济
CREATE TABLE economy (
  township TEXT NOT NULL,
  id       TEXT NOT NULL,
  _state   BIGINT NOT NULL,
  _created BIGINT NOT NULL,
  _updated BIGINT NOT NULL,
  _search  TEXT NOT NULL,
  _unread  TEXT,
  date     TEXT,
  org      TEXT,
  rent     BIGINT,
  business BIGINT,
  subsidy  BIGINT,
  donation BIGINT,
  other    BIGINT,
  income   BIGINT,
  spending BIGINT,
  purpose  TEXT,
  note     TEXT,
  PRIMARY KEY (township, id),
  FOREIGN KEY (township, org) REFERENCES org (township, id) DEFERRABLE INITIALLY DEFERRED
) WITHOUT ROWID;
CREATE INDEX economy_created ON economy (township, _created);
CREATE INDEX economy_gone ON economy (township, _state) WHERE _state <> 0;
