-- 卫生健康
CREATE TABLE health (
  township  TEXT NOT NULL,
  id        TEXT NOT NULL,
  _state    BIGINT NOT NULL,
  _created  BIGINT NOT NULL,
  _updated  BIGINT NOT NULL,
  _search   TEXT NOT NULL,
  _unread   TEXT,
  date      TEXT,
  org       TEXT,
  type      TEXT,
  subject   TEXT,
  place     TEXT,
  count     BIGINT,
  organiser TEXT,
  note      TEXT,
  PRIMARY KEY (township, id),
  FOREIGN KEY (township, org) REFERENCES org (township, id) DEFERRABLE INITIALLY DEFERRED
) WITHOUT ROWID;
CREATE INDEX health_created ON health (township, _created);
CREATE INDEX health_gone ON health (township, _state) WHERE _state <> 0;
