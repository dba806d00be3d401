package vor.server.access;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import vor.model.Clock;
import vor.model.Reading;
import vor.server.access.Tables.Locked;
import vor.server.access.Tables.Seat;

/**
 * Accounts, sessions and tokens as they are now, in memory, and the one way to change them: write to the database, then have
 * memory be as it was written. The desks work on it. Safe for any thread; what writes waits for {@code access-db}.
 */
final class Ledger implements AutoCloseable {
    static final String DONE = "done";
    static final String REFUSED = "refused";
    private static final int MOST_ACCOUNTS = 1000;

    final Clock clock;
    final AuditLog audit;
    final Sessions sessions;
    final Tokens tokens;
    final Attempts attempts;
    private final Database database;
    private volatile Map<String, Locked> accounts = Map.of();

    Ledger(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.audit = new AuditLog(clock, database);
        this.sessions = new Sessions(clock);
        this.tokens = new Tokens(clock);
        this.attempts = new Attempts(clock, name -> accounts.containsKey(name));
        database.read(this::load);
    }

    private boolean load(Handle handle) {
        accounts = Tables.accounts(handle).stream().collect(Collectors.toUnmodifiableMap(a -> a.account().name(), a -> a));
        List<Seat> seats = Tables.sessions(handle);
        sessions.load(seats);
        seats.forEach(s -> attempts.isUsual(s.account(), s.source()));
        tokens.load(Tables.tokens(handle));
        return true;
    }

    /** Writes, all or nothing, and has what is in memory be as it was written. */
    <T> T write(Function<Handle, T> change) {
        return database.write(change, this::load);
    }

    Optional<Account> account(String name) {
        return Optional.ofNullable(accounts.get(name)).map(Locked::account);
    }

    /** The hash of the password of an account; empty when there is no such account, or it has none. */
    Optional<String> password(String name) {
        return Optional.ofNullable(accounts.get(name)).filter(a -> a.account().isLocal()).map(Locked::password);
    }

    Account existing(String name) {
        return account(name).orElseThrow(() -> new AccessException.NotFound("there is no account \"" + AuditLog.plain(name) + "\""));
    }

    /** By name. */
    List<Account> accounts() {
        return all().stream().map(Locked::account).sorted((a, b) -> a.name().compareTo(b.name())).toList();
    }

    private Collection<Locked> all() {
        return accounts.values();
    }

    boolean hasAdmin() {
        return all().stream().anyMatch(a -> a.account().role() == Role.ADMIN);
    }

    void keepAnAdmin(Account account, boolean leaves) {
        boolean another = all().stream()
                .anyMatch(a -> a.account().role() == Role.ADMIN && !a.account().name().equals(account.name()));
        if (leaves && account.role() == Role.ADMIN && !another) {
            throw new AccessException.Conflict("\"" + account.name() + "\" is the only admin; make another one first");
        }
    }

    void insert(Handle handle, Locked made) {
        if (accounts.containsKey(made.account().name())) {
            throw new AccessException.Conflict("there is an account \"" + made.account().name() + "\" already");
        }
        if (accounts.size() >= MOST_ACCOUNTS) {
            throw new AccessException.Conflict("there are " + MOST_ACCOUNTS + " accounts, which is the most");
        }
        Tables.insert(handle, made);
    }

    /** A new session of the account; those that are too many with it end. */
    Access.Entered begin(Handle handle, Account account, String source) {
        String id = Keys.fresh();
        Seat seat = new Seat(Keys.hash(id), account.name(), clock.now(), clock.now(), AuditLog.plain(source));
        sessions.surplus(account.name()).forEach(hash -> Tables.deleteSession(handle, hash));
        Tables.insert(handle, seat);
        return new Access.Entered(id, new Caller(Caller.Kind.SESSION, account.name(), account.role(), seat.hash()));
    }

    /** Ends what is over, saves what was used, sees what others wrote; soon, without waiting. */
    void chore() {
        database.later(handle -> {
            sessions.over().forEach(hash -> {
                Tables.deleteSession(handle, hash);
                sessions.remove(hash);
            });
            sessions.unsaved().forEach((hash, used) -> Tables.sessionUsed(handle, hash, used));
            tokens.unsaved().forEach((id, use) -> Tables.tokenUsed(handle, id, use.at(), use.source()));
            tokens.stale().forEach(id -> Tables.deleteToken(handle, id));
            if (database.isChanged(handle)) {
                load(handle);
            }
        });
    }

    boolean isFailing() {
        return database.isFailing();
    }

    List<Reading> readings() {
        return List.of(
                Reading.gauge("vor_access_accounts", "Accounts", () -> accounts.size()),
                Reading.gauge("vor_access_sessions", "Sessions that have not ended", sessions::size),
                Reading.gauge("vor_access_tokens", "Tokens", tokens::size),
                Reading.counter("vor_access_limited_total", "Logins refused after too many failures", attempts::refused),
                Reading.counter("vor_access_audit_total", "Entries of the audit written", audit::written),
                Reading.counter("vor_access_audit_dropped_total", "Entries of the audit that are in the log alone", audit::dropped),
                Reading.counter("vor_access_refused_total", "Calls refused as too many waited", database::refused),
                Reading.counter("vor_access_failures_total", "Calls that the database failed", database::failures));
    }

    @Override
    public void close() {
        database.close();
    }
}
