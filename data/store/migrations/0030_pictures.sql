-- Pictures: their bytes once, named by their SHA-256 in hexadecimal digits; records hold the names (catalog.Pictures).
-- A picture is never changed and never removed: the journal may lead back to it.
CREATE TABLE blob (
  township TEXT   NOT NULL REFERENCES office (township),
  hash     TEXT   NOT NULL,
  media    TEXT   NOT NULL,
  size     BIGINT NOT NULL,
  data     BLOB   NOT NULL,
  PRIMARY KEY (township, hash)
);
ALTER TABLE meeting ADD COLUMN pictures TEXT;
ALTER TABLE publicity ADD COLUMN pictures TEXT;
ALTER TABLE service ADD COLUMN pictures TEXT;
ALTER TABLE visit ADD COLUMN pictures TEXT;
