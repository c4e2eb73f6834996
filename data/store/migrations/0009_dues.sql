-- 党费
CREATE TABLE dues (
  township  TEXT NOT NULL,
  id        TEXT NOT NULL,
  _state    BIGINT NOT NULL,
  _created  BIGINT NOT NULL,
  _updated  BIGINT NOT NULL,
  _search   TEXT NOT NULL,
  _unread   TEXT,
  org       TEXT,
  name      TEXT,
  id_number TEXT,
  member    TEXT,
  class     TEXT,
  month     TEXT,
  base      BIGINT,
  due       BIGINT,
  paid      BIGINT,
  paid_on   TEXT,
  note      TEXT,
  PRIMARY KEY (township, id),
  FOREIGN KEY (township, org) REFERENCES org (township, id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (township, member) REFERENCES member (township, id) DEFERRABLE INITIALLY DEFERRED
) WITHOUT ROWID;
CREATE INDEX dues_created ON dues (township, _created);
CREATE INDEX dues_gone ON dues (township, _state) WHERE _state <> 0;
CREATE INDEX dues_member ON dues (township, member);
