-- 服务
CREATE TABLE service (
  township TEXT NOT NULL,
  id       TEXT NOT NULL,
  _state   BIGINT NOT NULL,
  _created BIGINT NOT NULL,
  _updated BIGINT NOT NULL,
  _search  TEXT NOT NULL,
  _unread  TEXT,
  date     TEXT,
  org      TEXT,
  item     TEXT,
  audience TEXT,
  provider TEXT,
  count    BIGINT,
  place    TEXT,
  content  TEXT,
  note     TEXT,
  PRIMARY KEY (township, id),
  FOREIGN KEY (township, org) REFERENCES org (township, id) DEFERRABLE INITIALLY DEFERRED
) WITHOUT ROWID;
CREATE INDEX service_created ON service (township, _created);
CREATE INDEX service_gone ON service (township, _state) WHERE _state <> 0;
