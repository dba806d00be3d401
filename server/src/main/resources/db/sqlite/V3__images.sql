-- Images below plans, named by their content; those that no plan shows any more are kept for undo, as long as there is room.
CREATE TABLE image (
    hash   TEXT    NOT NULL PRIMARY KEY,
    type   TEXT    NOT NULL CHECK (type IN ('image/png', 'image/jpeg')),
    width  INTEGER NOT NULL CHECK (width > 0),
    height INTEGER NOT NULL CHECK (height > 0),
    added  INTEGER NOT NULL,
    bytes  BLOB    NOT NULL
) STRICT;

ALTER TABLE plan ADD COLUMN image TEXT REFERENCES image DEFERRABLE INITIALLY DEFERRED;
