-- 三会一课
CREATE TABLE meeting (
  township      TEXT NOT NULL,
  id            TEXT NOT NULL,
  _state        BIGINT NOT NULL,
  _created      BIGINT NOT NULL,
  _updated      BIGINT NOT NULL,
  _search       TEXT NOT NULL,
  _unread       TEXT,
  org           TEXT,
  type          TEXT,
  title         TEXT,
  plan_date     TEXT,
  date          TEXT,
  place         TEXT,
  chair         TEXT,
  recorder      TEXT,
  should_attend BIGINT,
  attended      BIGINT,
  on_leave      BIGINT,
  attendees     TEXT,
  present       TEXT,
  topic         TEXT,
  agenda        TEXT,
  content       TEXT,
  resolutions   TEXT,
  note          TEXT,
  PRIMARY KEY (township, id),
  FOREIGN KEY (township, org) REFERENCES org (township, id) DEFERRABLE INITIALLY DEFERRED
) WITHOUT ROWID;
CREATE INDEX meeting_created ON meeting (township, _created);
CREATE INDEX meeting_gone ON meeting (township, _state) WHERE _state <> 0;
