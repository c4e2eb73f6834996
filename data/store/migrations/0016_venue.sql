-- 场所设施
CREATE TABLE venue (
  township TEXT NOT NULL,
  id       TEXT NOT NULL,
  _state   BIGINT NOT NULL,
  _created BIGINT NOT NULL,
  _updated BIGINT NOT NULL,
  _search  TEXT NOT NULL,
  _unread  TEXT,
  name     TEXT,
  org      TEXT,
  type     TEXT,
  number   BIGINT,
  area     BIGINT,
  address  TEXT,
  partner  TEXT,
  built    TEXT,
  cost     BIGINT,
  funds    TEXT,
  hours    TEXT,
  bookable BIGINT,
  capacity BIGINT,
  keeper   TEXT,
  phone    TEXT,
  note     TEXT,
  PRIMARY KEY (township, id),
  FOREIGN KEY (township, org) REFERENCES org (township, id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (township, partner) REFERENCES partner (township, id) DEFERRABLE INITIALLY DEFERRED
) WITHOUT ROWID;
CREATE INDEX venue_created ON venue (township, _created);
CREATE INDEX venue_gone ON venue (township, _state) WHERE _state <> 0;
