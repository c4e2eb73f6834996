-- 驻区单位
CREATE TABLE partner (
  township     TEXT NOT NULL,
  id           TEXT NOT NULL,
  _state       BIGINT NOT NULL,
  _created     BIGINT NOT NULL,
  _updated     BIGINT NOT NULL,
  _search      TEXT NOT NULL,
  _unread      TEXT,
  name         TEXT,
  org          TEXT,
  nature       TEXT,
  code         TEXT,
  superior     TEXT,
  staff        BIGINT,
  members      BIGINT,
  area         BIGINT,
  moved_in     TEXT,
  head         TEXT,
  contact      TEXT,
  phone        TEXT,
  postcode     TEXT,
  address      TEXT,
  seat         TEXT,
  resources    TEXT,
  agreed       TEXT,
  agreed_until TEXT,
  agreement    TEXT,
  note         TEXT,
  PRIMARY KEY (township, id),
  FOREIGN KEY (township, org) REFERENCES org (township, id) DEFERRABLE INITIALLY DEFERRED
) WITHOUT ROWID;
CREATE INDEX partner_created ON partner (township, _created);
CREATE INDEX partner_gone ON partner (township, _state) WHERE _state <> 0;
