-- Times are milliseconds since 1970 UTC. Of passwords, session ids and tokens only hashes are kept.

CREATE TABLE account (
    name     TEXT    NOT NULL PRIMARY KEY,
    role     TEXT    NOT NULL CHECK (role IN ('viewer', 'operator', 'admin')),
    password TEXT    NOT NULL,
    created  INTEGER NOT NULL,
    changed  INTEGER NOT NULL
) STRICT;

CREATE TABLE session (
    hash    TEXT    NOT NULL PRIMARY KEY,
    account TEXT    NOT NULL REFERENCES account ON DELETE CASCADE,
    created INTEGER NOT NULL,
    used    INTEGER NOT NULL,
    source  TEXT    NOT NULL
) STRICT;
CREATE INDEX session_account ON session (account);

CREATE TABLE token (
    id      INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    hash    TEXT    NOT NULL UNIQUE,
    account TEXT    NOT NULL REFERENCES account ON DELETE CASCADE,
    name    TEXT    NOT NULL,
    role    TEXT    NOT NULL CHECK (role IN ('viewer', 'operator', 'admin')),
    created INTEGER NOT NULL,
    expires INTEGER NOT NULL,
    used    INTEGER,
    source  TEXT    NOT NULL
) STRICT;
CREATE INDEX token_account ON token (account);

CREATE TABLE audit (
    id     INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    at     INTEGER NOT NULL,
    who    TEXT    NOT NULL,
    source TEXT    NOT NULL,
    action TEXT    NOT NULL,
    what   TEXT    NOT NULL,
    result TEXT    NOT NULL
) STRICT;
CREATE INDEX audit_at ON audit (at);
