-- 教育培训
CREATE TABLE course (
  township  TEXT NOT NULL,
  id        TEXT NOT NULL,
  _state    BIGINT NOT NULL,
  _created  BIGINT NOT NULL,
  _updated  BIGINT NOT NULL,
  _search   TEXT NOT NULL,
  _unread   TEXT,
  date      TEXT,
  "end"     TEXT,
  year      BIGINT,
  org       TEXT,
  school    TEXT,
  subject   TEXT,
  teacher   TEXT,
  hours     BIGINT,
  audience  TEXT,
  count     BIGINT,
  organiser TEXT,
  form      TEXT,
  place     TEXT,
  name      TEXT,
  post      TEXT,
  score     TEXT,
  note      TEXT,
  PRIMARY KEY (township, id),
  FOREIGN KEY (township, org) REFERENCES org (township, id) DEFERRABLE INITIALLY DEFERRED
) WITHOUT ROWID;
CREATE INDEX course_created ON course (township, _created);
CREATE INDEX course_gone ON course (township, _state) WHERE _state <> 0;
