-- 活动
CREATE TABLE activity (
  township  TEXT NOT NULL,
  id        TEXT NOT NULL,
  _state    BIGINT NOT NULL,
  _created  BIGINT NOT NULL,
  _updated  BIGINT NOT NULL,
  _search   TEXT NOT NULL,
  _unread   TEXT,
  org       TEXT,
  title     TEXT,
  type      TEXT,
  state     TEXT,
  content   TEXT,
  date      TEXT,
  end_date  TEXT,
  start     TEXT,
  "end"     TEXT,
  venue     TEXT,
  place     TEXT,
  organiser TEXT,
  leader    TEXT,
  partners  TEXT,
  count     BIGINT,
  pictures  TEXT,
  note      TEXT,
  PRIMARY KEY (township, id),
  FOREIGN KEY (township, org) REFERENCES org (township, id) DEFERRABLE INITIALLY DEFERRED
) WITHOUT ROWID;
CREATE INDEX activity_created ON activity (township, _created);
CREATE INDEX activity_gone ON activity (township, _state) WHERE _state <> 0;
