-- An edit is what one write changed together: its rows in change bear its number. Numbers of records and the first names
-- are kept here, so that the list of edits costs the same whether an edit changed one record or ten thousand.
-- undone_by is the edit that took this one back, while that one has not been undone itself.
CREATE TABLE edit (
    id        INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    at        INTEGER NOT NULL,
    who       TEXT    NOT NULL,
    action    TEXT    NOT NULL CHECK (action IN ('create', 'update', 'delete', 'import', 'undo')),
    devices   INTEGER NOT NULL,
    networks  INTEGER NOT NULL,
    links     INTEGER NOT NULL,
    plans     INTEGER NOT NULL,
    names     TEXT    NOT NULL,
    undoes    INTEGER REFERENCES edit,
    undone_by INTEGER REFERENCES edit,
    CHECK ((action = 'undo') = (undoes IS NOT NULL))
) STRICT;

-- Rows of one moment and one person that follow each other were one edit; an import is one of its own.
CREATE TABLE grouped (id INTEGER NOT NULL PRIMARY KEY, edit INTEGER NOT NULL) STRICT;
INSERT INTO grouped (id, edit)
SELECT id, sum(begins) OVER (ORDER BY id) AS edit
FROM (SELECT id,
             CASE WHEN at = lag(at) OVER w AND who = lag(who) OVER w
                       AND (action = 'import') = (lag(action) OVER w = 'import')
                  THEN 0 ELSE 1 END AS begins
      FROM change WINDOW w AS (ORDER BY id));
CREATE INDEX grouped_edit ON grouped (edit, id);

INSERT INTO edit (id, at, who, action, devices, networks, links, plans, names)
SELECT g.edit, min(c.at), min(c.who),
       CASE WHEN max(c.action = 'import') THEN 'import'
            WHEN max(c.action = 'delete') THEN 'delete'
            WHEN min(c.action = 'create') THEN 'create'
            ELSE 'update' END,
       sum(c.kind = 'device'), sum(c.kind = 'network'), sum(c.kind = 'link'), sum(c.kind = 'plan'), '[]'
FROM grouped g JOIN change c ON c.id = g.id
GROUP BY g.edit
ORDER BY g.edit;

CREATE TABLE named (edit INTEGER NOT NULL, place INTEGER NOT NULL, name TEXT NOT NULL, PRIMARY KEY (edit, place)) STRICT, WITHOUT ROWID;
INSERT INTO named (edit, name, place)
SELECT g.edit, c.name,
       row_number() OVER (
           PARTITION BY g.edit
           ORDER BY c.action = e.action DESC,
                    CASE c.kind WHEN 'device' THEN 0 WHEN 'network' THEN 1 WHEN 'link' THEN 2 ELSE 3 END,
                    c.id) AS place
FROM grouped g JOIN change c ON c.id = g.id JOIN edit e ON e.id = g.edit;
UPDATE edit SET names = (SELECT json_group_array(n.name) FROM named n WHERE n.edit = edit.id AND n.place <= 5);
DROP TABLE named;

-- The documents before and after. The id is the inventory's revision after the change.
CREATE TABLE change_v2 (
    id     INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    edit   INTEGER NOT NULL REFERENCES edit,
    action TEXT    NOT NULL CHECK (action IN ('create', 'update', 'delete', 'import', 'undo')),
    kind   TEXT    NOT NULL CHECK (kind IN ('device', 'network', 'link', 'plan')),
    object INTEGER NOT NULL,
    name   TEXT    NOT NULL,
    before TEXT,
    after  TEXT,
    CHECK (before IS NOT NULL OR after IS NOT NULL)
) STRICT;

INSERT INTO change_v2 (id, edit, action, kind, object, name, before, after)
SELECT c.id, g.edit, c.action, c.kind, c.object, c.name, c.before, c.after
FROM change c JOIN grouped g ON g.id = c.id
ORDER BY c.id;

DROP TABLE grouped;
DROP TABLE change;
ALTER TABLE change_v2 RENAME TO change;
CREATE INDEX change_edit ON change (edit, id);
CREATE INDEX change_name ON change (kind, name, id);
CREATE INDEX change_object ON change (kind, object, id);
