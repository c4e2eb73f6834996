-- 宣传
CREATE TABLE publicity (
  township  TEXT NOT NULL,
  id        TEXT NOT NULL,
  _state    BIGINT NOT NULL,
  _created  BIGINT NOT NULL,
  _updated  BIGINT NOT NULL,
  _search   TEXT NOT NULL,
  _unread   TEXT,
  date      TEXT,
  org       TEXT,
  form      TEXT,
  subject   TEXT,
  count     BIGINT,
  organiser TEXT,
  place     TEXT,
  note      TEXT,
  PRIMARY KEY (township, id),
  FOREIGN KEY (township, org) REFERENCES org (township, id) DEFERRABLE INITIALLY DEFERRED
) WITHOUT ROWID;
CREATE INDEX publicity_created ON publicity (township, _created);
CREATE INDEX publicity_gone ON publicity (township, _state) WHERE _state <> 0;
