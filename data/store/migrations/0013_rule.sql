-- 制度
CREATE TABLE rule (
  township   TEXT NOT NULL,
  id         TEXT NOT NULL,
  _state     BIGINT NOT NULL,
  _created   BIGINT NOT NULL,
  _updated   BIGINT NOT NULL,
  _search    TEXT NOT NULL,
  _unread    TEXT,
  title      TEXT,
  org        TEXT,
  version    TEXT,
  issued_by  TEXT,
  adopted    TEXT,
  state      TEXT,
  supersedes TEXT,
  text       TEXT,
  posted_at  TEXT,
  posted     TEXT,
  note       TEXT,
  PRIMARY KEY (township, id),
  FOREIGN KEY (township, org) REFERENCES org (township, id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (township, supersedes) REFERENCES rule (township, id) DEFERRABLE INITIALLY DEFERRED
) WITHOUT ROWID;
CREATE INDEX rule_created ON rule (township, _created);
CREATE INDEX rule_gone ON rule (township, _state) WHERE _state <> 0;
