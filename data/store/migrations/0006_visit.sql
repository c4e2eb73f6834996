-- 走访慰问
CREATE TABLE visit (
  township  TEXT NOT NULL,
  id        TEXT NOT NULL,
  _state    BIGINT NOT NULL,
  _created  BIGINT NOT NULL,
  _updated  BIGINT NOT NULL,
  _search   TEXT NOT NULL,
  _unread   TEXT,
  date      TEXT,
  org       TEXT,
  category  TEXT,
  goods     TEXT,
  money     BIGINT,
  count     BIGINT,
  visitor   TEXT,
  recipient TEXT,
  note      TEXT,
  PRIMARY KEY (township, id),
  FOREIGN KEY (township, org) REFERENCES org (township, id) DEFERRABLE INITIALLY DEFERRED
) WITHOUT ROWID;
CREATE INDEX visit_created ON visit (township, _created);
CREATE INDEX visit_gone ON visit (township, _state) WHERE _state <> 0;
