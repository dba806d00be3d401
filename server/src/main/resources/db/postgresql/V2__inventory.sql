-- The same tables as in db/sqlite; a test compares them. Times are milliseconds since 1970 UTC. References are checked at
-- commit, so that an edit may write in any order.

CREATE TABLE store (
    created BIGINT NOT NULL
);

CREATE TABLE plan (
    name    TEXT             NOT NULL PRIMARY KEY,
    version BIGINT           NOT NULL CHECK (version > 0),
    title   TEXT             NOT NULL,
    place   BIGINT           NOT NULL,
    width   DOUBLE PRECISION NOT NULL CHECK (width > 0),
    height  DOUBLE PRECISION NOT NULL CHECK (height > 0),
    shapes  TEXT             NOT NULL
);

CREATE TABLE device (
    id                BIGINT NOT NULL PRIMARY KEY,
    version           BIGINT NOT NULL CHECK (version > 0),
    name              TEXT   NOT NULL UNIQUE,
    profile           TEXT   NOT NULL,
    maintenance_why   TEXT,
    maintenance_until BIGINT CHECK (maintenance_until IS NULL OR maintenance_why IS NOT NULL),
    note              TEXT   NOT NULL
);

CREATE TABLE network (
    name    TEXT   NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL CHECK (version > 0),
    vlan    BIGINT CHECK (vlan BETWEEN 1 AND 4094),
    router  BIGINT REFERENCES device DEFERRABLE INITIALLY DEFERRED,
    note    TEXT   NOT NULL
);

CREATE TABLE network_word (
    network  TEXT   NOT NULL REFERENCES network DEFERRABLE INITIALLY DEFERRED,
    kind     TEXT   NOT NULL CHECK (kind IN ('subnet', 'gateway', 'tag')),
    position BIGINT NOT NULL,
    word     TEXT   NOT NULL,
    PRIMARY KEY (network, kind, position)
);

CREATE TABLE device_address (
    device   BIGINT NOT NULL REFERENCES device DEFERRABLE INITIALLY DEFERRED,
    position BIGINT NOT NULL,
    address  TEXT   NOT NULL,
    PRIMARY KEY (device, position)
);
CREATE UNIQUE INDEX device_address_address ON device_address (lower(address));

CREATE TABLE device_uplink (
    device     BIGINT NOT NULL REFERENCES device DEFERRABLE INITIALLY DEFERRED,
    position   BIGINT NOT NULL,
    port       TEXT   NOT NULL,
    above      BIGINT NOT NULL REFERENCES device DEFERRABLE INITIALLY DEFERRED CHECK (above <> device),
    above_port TEXT   NOT NULL,
    PRIMARY KEY (device, position)
);
CREATE INDEX device_uplink_above ON device_uplink (above);

CREATE TABLE device_network (
    device  BIGINT NOT NULL REFERENCES device DEFERRABLE INITIALLY DEFERRED,
    network TEXT   NOT NULL REFERENCES network DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (device, network)
);
CREATE INDEX device_network_network ON device_network (network);

CREATE TABLE device_tag (
    device BIGINT NOT NULL REFERENCES device DEFERRABLE INITIALLY DEFERRED,
    tag    TEXT   NOT NULL,
    PRIMARY KEY (device, tag)
);

-- A box (plan, x, y, width, height) or a point on the earth (latitude, longitude).
CREATE TABLE placement (
    device    BIGINT NOT NULL REFERENCES device DEFERRABLE INITIALLY DEFERRED,
    position  BIGINT NOT NULL,
    plan      TEXT REFERENCES plan DEFERRABLE INITIALLY DEFERRED,
    x         DOUBLE PRECISION,
    y         DOUBLE PRECISION,
    width     DOUBLE PRECISION CHECK (width > 0),
    height    DOUBLE PRECISION CHECK (height > 0),
    latitude  DOUBLE PRECISION CHECK (latitude BETWEEN -90 AND 90),
    longitude DOUBLE PRECISION CHECK (longitude BETWEEN -180 AND 180),
    PRIMARY KEY (device, position),
    UNIQUE (device, plan),
    CHECK ((plan IS NULL) = (x IS NULL) AND (plan IS NULL) = (y IS NULL)
       AND (plan IS NULL) = (width IS NULL) AND (plan IS NULL) = (height IS NULL)
       AND (plan IS NULL) = (latitude IS NOT NULL) AND (plan IS NULL) = (longitude IS NOT NULL))
);
CREATE INDEX placement_plan ON placement (plan);

CREATE TABLE link (
    id       BIGINT NOT NULL PRIMARY KEY,
    version  BIGINT NOT NULL CHECK (version > 0),
    a        BIGINT NOT NULL REFERENCES device DEFERRABLE INITIALLY DEFERRED,
    a_port   TEXT   NOT NULL,
    b        BIGINT NOT NULL REFERENCES device DEFERRABLE INITIALLY DEFERRED CHECK (a <> b),
    b_port   TEXT   NOT NULL,
    bundle   TEXT   NOT NULL,
    megabits BIGINT NOT NULL CHECK (megabits >= 0)
);
CREATE INDEX link_a ON link (a);
CREATE INDEX link_b ON link (b);

-- An edit is what one write changed together: its rows in change bear its number. Numbers of records and the first names
-- are kept here, so that the list of edits costs the same whether an edit changed one record or ten thousand.
-- undone_by is the edit that took this one back, while that one has not been undone itself.
CREATE TABLE edit (
    id        BIGINT NOT NULL PRIMARY KEY,
    at        BIGINT NOT NULL,
    who       TEXT   NOT NULL,
    action    TEXT   NOT NULL CHECK (action IN ('create', 'update', 'delete', 'import', 'undo')),
    devices   BIGINT NOT NULL,
    networks  BIGINT NOT NULL,
    links     BIGINT NOT NULL,
    plans     BIGINT NOT NULL,
    names     TEXT   NOT NULL,
    undoes    BIGINT REFERENCES edit DEFERRABLE INITIALLY DEFERRED,
    undone_by BIGINT REFERENCES edit DEFERRABLE INITIALLY DEFERRED,
    CHECK ((action = 'undo') = (undoes IS NOT NULL))
);

-- The documents before and after. The id is the inventory's revision after the change.
CREATE TABLE change (
    id     BIGINT NOT NULL PRIMARY KEY,
    edit   BIGINT NOT NULL REFERENCES edit DEFERRABLE INITIALLY DEFERRED,
    action TEXT   NOT NULL CHECK (action IN ('create', 'update', 'delete', 'import', 'undo')),
    kind   TEXT   NOT NULL CHECK (kind IN ('device', 'network', 'link', 'plan')),
    object BIGINT NOT NULL,
    name   TEXT   NOT NULL,
    before TEXT,
    after  TEXT,
    CHECK (before IS NOT NULL OR after IS NOT NULL)
);
CREATE INDEX change_edit ON change (edit, id);
CREATE INDEX change_name ON change (kind, name, id);
CREATE INDEX change_object ON change (kind, object, id);
