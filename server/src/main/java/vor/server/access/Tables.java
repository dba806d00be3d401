package vor.server.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** The statements, in SQL that every database understands. */
final class Tables {
    private Tables() {}

    /** An account with the hash of its password; the empty text where it has none. */
    record Locked(Account account, String password) {}

    /** @param hash of its id */
    record Seat(String hash, String account, Instant created, Instant used, String source) {}

    /** @param hash of the key */
    record Held(Token token, String hash) {}

    private static final RowMapper<Locked> LOCKED = (row, context) -> new Locked(
            new Account(
                    row.getString("name"),
                    role(row.getString("role")),
                    Instant.ofEpochMilli(row.getLong("created")),
                    Instant.ofEpochMilli(row.getLong("changed")),
                    bond(row)),
            row.getString("password"));

    private static final RowMapper<Seat> SEAT = (row, context) -> new Seat(
            row.getString("hash"),
            row.getString("account"),
            Instant.ofEpochMilli(row.getLong("created")),
            Instant.ofEpochMilli(row.getLong("used")),
            row.getString("source"));

    private static final RowMapper<Held> HELD = (row, context) -> {
        long used = row.getLong("used");
        return new Held(
                new Token(
                        row.getLong("id"),
                        row.getString("account"),
                        row.getString("name"),
                        role(row.getString("role")),
                        Instant.ofEpochMilli(row.getLong("created")),
                        Instant.ofEpochMilli(row.getLong("expires")),
                        used == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(used)),
                        row.getString("source")),
                row.getString("hash"));
    };

    private static final RowMapper<AuditEntry> ENTRY = (row, context) -> new AuditEntry(
            row.getLong("id"),
            Instant.ofEpochMilli(row.getLong("at")),
            row.getString("who"),
            row.getString("source"),
            row.getString("action"),
            row.getString("what"),
            row.getString("result"));

    private static Optional<Bond> bond(ResultSet row) throws SQLException {
        String issuer = row.getString("issuer");
        return issuer == null
                ? Optional.empty()
                : Optional.of(new Bond(issuer, row.getString("subject"), Instant.ofEpochMilli(row.getLong("seen"))));
    }

    private static Role role(String word) {
        return Role.of(word).orElse(Role.VIEWER);
    }

    static List<Locked> accounts(Handle h) {
        return h.createQuery("SELECT name, role, password, created, changed, issuer, subject, seen FROM account ORDER BY name").map(LOCKED).list();
    }

    static void insert(Handle h, Locked a) {
        h.execute(
                "INSERT INTO account (name, role, password, created, changed, issuer, subject, seen) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                a.account().name(),
                a.account().role().word(),
                a.password(),
                a.account().created().toEpochMilli(),
                a.account().changed().toEpochMilli(),
                a.account().bond().map(Bond::issuer).orElse(null),
                a.account().bond().map(Bond::subject).orElse(null),
                a.account().bond().map(bond -> bond.seen().toEpochMilli()).orElse(null));
    }

    /** What the provider says of somebody now; a new name takes sessions and tokens along. */
    static void vouched(Handle h, String before, Account now, Instant seen) {
        h.execute("PRAGMA defer_foreign_keys = ON"); // until this transaction ends
        h.execute(
                "UPDATE account SET name = ?, role = ?, changed = ?, seen = ? WHERE name = ?",
                now.name(),
                now.role().word(),
                now.changed().toEpochMilli(),
                seen.toEpochMilli(),
                before);
        h.execute("UPDATE session SET account = ? WHERE account = ?", now.name(), before);
        h.execute("UPDATE token SET account = ? WHERE account = ?", now.name(), before);
    }

    static void role(Handle h, String name, Role role) {
        h.execute("UPDATE account SET role = ? WHERE name = ?", role.word(), name);
    }

    static void password(Handle h, String name, String password, Instant changed) {
        h.execute("UPDATE account SET password = ?, changed = ? WHERE name = ?", password, changed.toEpochMilli(), name);
    }

    /** Its sessions and tokens go with it. */
    static void deleteAccount(Handle h, String name) {
        h.execute("DELETE FROM account WHERE name = ?", name);
    }

    static List<Seat> sessions(Handle h) {
        return h.createQuery("SELECT hash, account, created, used, source FROM session ORDER BY created").map(SEAT).list();
    }

    static void insert(Handle h, Seat s) {
        h.execute(
                "INSERT INTO session (hash, account, created, used, source) VALUES (?, ?, ?, ?, ?)",
                s.hash(),
                s.account(),
                s.created().toEpochMilli(),
                s.used().toEpochMilli(),
                s.source());
    }

    static void sessionUsed(Handle h, String hash, Instant used) {
        h.execute("UPDATE session SET used = ? WHERE hash = ?", used.toEpochMilli(), hash);
    }

    static void deleteSession(Handle h, String hash) {
        h.execute("DELETE FROM session WHERE hash = ?", hash);
    }

    static void deleteSessions(Handle h, String account) {
        h.execute("DELETE FROM session WHERE account = ?", account);
    }

    static List<Held> tokens(Handle h) {
        return h.createQuery("SELECT id, hash, account, name, role, created, expires, used, source FROM token ORDER BY id")
                .map(HELD)
                .list();
    }

    /** The id that it got. */
    static long insert(Handle h, Held held) {
        Token t = held.token();
        h.execute(
                "INSERT INTO token (hash, account, name, role, created, expires, used, source) VALUES (?, ?, ?, ?, ?, ?, NULL, '')",
                held.hash(),
                t.account(),
                t.name(),
                t.role().word(),
                t.created().toEpochMilli(),
                t.expires().toEpochMilli());
        return h.createQuery("SELECT id FROM token WHERE hash = ?").bind(0, held.hash()).mapTo(Long.class).one();
    }

    static void tokenUsed(Handle h, long id, Instant used, String source) {
        h.execute("UPDATE token SET used = ?, source = ? WHERE id = ?", used.toEpochMilli(), source, id);
    }

    static void deleteToken(Handle h, long id) {
        h.execute("DELETE FROM token WHERE id = ?", id);
    }

    static void insert(Handle h, AuditEntry e) {
        h.execute(
                "INSERT INTO audit (at, who, source, action, what, result) VALUES (?, ?, ?, ?, ?, ?)",
                e.at().toEpochMilli(),
                e.who(),
                e.source(),
                e.action(),
                e.what(),
                e.result());
    }

    static List<AuditEntry> audit(Handle h, OptionalLong before, int limit) {
        return h.createQuery(
                        "SELECT id, at, who, source, action, what, result FROM audit WHERE id < ? ORDER BY id DESC LIMIT ?")
                .bind(0, before.orElse(Long.MAX_VALUE))
                .bind(1, limit)
                .map(ENTRY)
                .list();
    }

    static void trimAudit(Handle h, Instant oldest, long most) {
        h.execute("DELETE FROM audit WHERE at < ?", oldest.toEpochMilli());
        h.execute("DELETE FROM audit WHERE id <= (SELECT max(id) FROM audit) - ?", most);
    }
}
