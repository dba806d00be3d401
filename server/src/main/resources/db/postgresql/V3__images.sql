-- Images below plans, named by their content; those that no plan shows any more are kept for undo, as long as there is room.
CREATE TABLE image (
    hash   TEXT   NOT NULL PRIMARY KEY,
    type   TEXT   NOT NULL CHECK (type IN ('image/png', 'image/jpeg')),
    width  BIGINT NOT NULL CHECK (width > 0),
    height BIGINT NOT NULL CHECK (height > 0),
    added  BIGINT NOT NULL,
    bytes  BYTEA  NOT NULL
);

ALTER TABLE plan ADD COLUMN image TEXT REFERENCES image DEFERRABLE INITIALLY DEFERRED;
