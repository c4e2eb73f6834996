-- 问题
CREATE TABLE issue (
  township    TEXT NOT NULL,
  id          TEXT NOT NULL,
  _state      BIGINT NOT NULL,
  _created    BIGINT NOT NULL,
  _updated    BIGINT NOT NULL,
  _search     TEXT NOT NULL,
  _unread     TEXT,
  what        TEXT,
  category    TEXT,
  org         TEXT,
  found       TEXT,
  measure     TEXT,
  responsible TEXT,
  due         TEXT,
  state       TEXT,
  solved      TEXT,
  result      TEXT,
  note        TEXT,
  PRIMARY KEY (township, id),
  FOREIGN KEY (township, org) REFERENCES org (township, id) DEFERRABLE INITIALLY DEFERRED
) WITHOUT ROWID;
CREATE INDEX issue_created ON issue (township, _created);
CREATE INDEX issue_gone ON issue (township, _state) WHERE _state <> 0;
