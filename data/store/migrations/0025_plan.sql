-- 工作计划
CREATE TABLE plan (
  township    TEXT NOT NULL,
  id          TEXT NOT NULL,
  _state      BIGINT NOT NULL,
  _created    BIGINT NOT NULL,
  _updated    BIGINT NOT NULL,
  _search     TEXT NOT NULL,
  _unread     TEXT,
  title       TEXT,
  year        BIGINT,
  category    TEXT,
  org         TEXT,
  parent      TEXT,
  content     TEXT,
  responsible TEXT,
  start       TEXT,
  due         TEXT,
  progress    BIGINT,
  state       TEXT,
  finished    TEXT,
  note        TEXT,
  PRIMARY KEY (township, id),
  FOREIGN KEY (township, org) REFERENCES org (township, id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (township, parent) REFERENCES plan (township, id) DEFERRABLE INITIALLY DEFERRED
) WITHOUT ROWID;
CREATE INDEX plan_created ON plan (township, _created);
CREATE INDEX plan_gone ON plan (township, _state) WHERE _state <> 0;
