-- 党组织
CREATE TABLE org (
  township   TEXT NOT NULL,
  id         TEXT NOT NULL,
  _state     BIGINT NOT NULL,
  _created   BIGINT NOT NULL,
  _updated   BIGINT NOT NULL,
  _search    TEXT NOT NULL,
  _unread    TEXT,
  name       TEXT,
  branch     TEXT,
  founded    TEXT,
  term       TEXT,
  elected    TEXT,
  term_years BIGINT,
  secretary  TEXT,
  director   TEXT,
  leader     TEXT,
  committees TEXT,
  address    TEXT,
  phone      TEXT,
  households BIGINT,
  population BIGINT,
  note       TEXT,
  PRIMARY KEY (township, id)
) WITHOUT ROWID;
CREATE INDEX org_created ON org (township, _created);
CREATE INDEX org_gone ON org (township, _state) WHERE _state <> 0;
