-- Times are milliseconds since 1970 UTC. References are checked at commit, so that an edit may write in any order.

CREATE TABLE store (
    created INTEGER NOT NULL
) STRICT;

CREATE TABLE plan (
    name    TEXT    NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL CHECK (version > 0),
    title   TEXT    NOT NULL,
    place   INTEGER NOT NULL,
    width   REAL    NOT NULL CHECK (width > 0),
    height  REAL    NOT NULL CHECK (height > 0),
    shapes  TEXT    NOT NULL
) STRICT;

CREATE TABLE device (
    id                INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version           INTEGER NOT NULL CHECK (version > 0),
    name              TEXT    NOT NULL UNIQUE,
    profile           TEXT    NOT NULL,
    maintenance_why   TEXT,
    maintenance_until INTEGER CHECK (maintenance_until IS NULL OR maintenance_why IS NOT NULL),
    note              TEXT    NOT NULL
) STRICT;

CREATE TABLE network (
    name    TEXT    NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL CHECK (version > 0),
    vlan    INTEGER CHECK (vlan BETWEEN 1 AND 4094),
    router  INTEGER REFERENCES device DEFERRABLE INITIALLY DEFERRED,
    note    TEXT    NOT NULL
) STRICT;

CREATE TABLE network_word (
    network  TEXT    NOT NULL REFERENCES network DEFERRABLE INITIALLY DEFERRED,
    kind     TEXT    NOT NULL CHECK (kind IN ('subnet', 'gateway', 'tag')),
    position INTEGER NOT NULL,
    word     TEXT    NOT NULL,
    PRIMARY KEY (network, kind, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE device_address (
    device   INTEGER NOT NULL REFERENCES device DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    address  TEXT    NOT NULL UNIQUE COLLATE NOCASE,
    PRIMARY KEY (device, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE device_uplink (
    device     INTEGER NOT NULL REFERENCES device DEFERRABLE INITIALLY DEFERRED,
    position   INTEGER NOT NULL,
    port       TEXT    NOT NULL,
    above      INTEGER NOT NULL REFERENCES device DEFERRABLE INITIALLY DEFERRED CHECK (above <> device),
    above_port TEXT    NOT NULL,
    PRIMARY KEY (device, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX device_uplink_above ON device_uplink (above);

CREATE TABLE device_network (
    device  INTEGER NOT NULL REFERENCES device DEFERRABLE INITIALLY DEFERRED,
    network TEXT    NOT NULL REFERENCES network DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (device, network)
) STRICT, WITHOUT ROWID;
CREATE INDEX device_network_network ON device_network (network);

CREATE TABLE device_tag (
    device INTEGER NOT NULL REFERENCES device DEFERRABLE INITIALLY DEFERRED,
    tag    TEXT    NOT NULL,
    PRIMARY KEY (device, tag)
) STRICT, WITHOUT ROWID;

-- A box (plan, x, y, width, height) or a point on the earth (latitude, longitude).
CREATE TABLE placement (
    device    INTEGER NOT NULL REFERENCES device DEFERRABLE INITIALLY DEFERRED,
    position  INTEGER NOT NULL,
    plan      TEXT REFERENCES plan DEFERRABLE INITIALLY DEFERRED,
    x         REAL,
    y         REAL,
    width     REAL CHECK (width > 0),
    height    REAL CHECK (height > 0),
    latitude  REAL CHECK (latitude BETWEEN -90 AND 90),
    longitude REAL CHECK (longitude BETWEEN -180 AND 180),
    PRIMARY KEY (device, position),
    UNIQUE (device, plan),
    CHECK ((plan IS NULL) = (x IS NULL) AND (plan IS NULL) = (y IS NULL)
       AND (plan IS NULL) = (width IS NULL) AND (plan IS NULL) = (height IS NULL)
       AND (plan IS NULL) = (latitude IS NOT NULL) AND (plan IS NULL) = (longitude IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX placement_plan ON placement (plan);

CREATE TABLE link (
    id       INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version  INTEGER NOT NULL CHECK (version > 0),
    a        INTEGER NOT NULL REFERENCES device DEFERRABLE INITIALLY DEFERRED,
    a_port   TEXT    NOT NULL,
    b        INTEGER NOT NULL REFERENCES device DEFERRABLE INITIALLY DEFERRED CHECK (a <> b),
    b_port   TEXT    NOT NULL,
    bundle   TEXT    NOT NULL,
    megabits INTEGER NOT NULL CHECK (megabits >= 0)
) STRICT;
CREATE INDEX link_a ON link (a);
CREATE INDEX link_b ON link (b);

-- Who did what, when, with the documents before and after. The id is the inventory's revision after the change.
CREATE TABLE change (
    id     INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    at     INTEGER NOT NULL,
    who    TEXT    NOT NULL,
    action TEXT    NOT NULL CHECK (action IN ('create', 'update', 'delete', 'import')),
    kind   TEXT    NOT NULL CHECK (kind IN ('device', 'network', 'link', 'plan')),
    object INTEGER NOT NULL,
    name   TEXT    NOT NULL,
    before TEXT,
    after  TEXT,
    CHECK (before IS NOT NULL OR after IS NOT NULL)
) STRICT;
CREATE INDEX change_name ON change (kind, name, id);
CREATE INDEX change_object ON change (kind, object, id);
