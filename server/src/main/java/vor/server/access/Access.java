package vor.server.access;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import vor.model.Clock;
import vor.model.Reading;
import vor.server.access.Tables.Held;
import vor.server.access.Tables.Locked;
import vor.server.access.Tables.Seat;

/**
 * Accounts, sessions and tokens: in memory for asking, in {@code access.db} for good. Another process may write to that file
 * ({@code vor accounts}); {@link #chore} sees it. All methods may be called from any thread; those that write, log in or
 * read the audit wait for the threads {@code access-db} and {@code access-hash}, the others return at once. Each logs what it
 * did or refused in the audit. Refusals are {@link AccessException}s.
 */
public final class Access implements AutoCloseable {
    /** The database's file in the data folder. */
    public static final String FILE = "access.db";

    private static final int MOST_ACCOUNTS = 1000;
    private static final String WRONG = "name and password do not fit";
    private static final String DONE = "done";

    private final Clock clock;
    private final Database database;
    private final Passwords passwords;
    private final AuditLog audit;
    private final Sessions sessions;
    private final Tokens tokens;
    private final Setup setup;
    private final Attempts attempts;
    private volatile Map<String, Locked> accounts = Map.of();

    /**
     * A session that was just begun.
     *
     * @param session its id, for the cookie; it is kept nowhere
     */
    public record Entered(String session, Caller caller) {}

    /** A token that was just made. @param key the key itself; it is kept nowhere */
    public record Made(Token token, String key) {}

    private Access(Database database, Clock clock, Effort effort) {
        this.clock = clock;
        this.database = database;
        this.passwords = new Passwords(effort);
        this.audit = new AuditLog(clock, database);
        this.sessions = new Sessions(clock);
        this.tokens = new Tokens(clock);
        this.setup = new Setup(clock);
        this.attempts = new Attempts(clock, name -> accounts.containsKey(name));
        database.read(this::load);
    }

    /**
     * Opens the accounts of a data folder, or makes an empty database there.
     *
     * @throws AccessException.Unavailable when it cannot be read or written
     */
    public static Access open(Path dataDir, Clock clock, Effort effort) {
        Database database = Database.open(dataDir, FILE);
        try {
            return new Access(database, clock, effort);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private boolean load(Handle handle) {
        accounts = Tables.accounts(handle).stream().collect(Collectors.toUnmodifiableMap(a -> a.account().name(), a -> a));
        List<Seat> seats = Tables.sessions(handle);
        sessions.load(seats);
        seats.forEach(s -> attempts.isUsual(s.account(), s.source()));
        tokens.load(Tables.tokens(handle));
        return true;
    }

    /** Writes, and has what is in memory be as it was written. */
    private <T> T write(Function<Handle, T> change) {
        return database.write(change, this::load);
    }

    // ---- who it is

    /** Who has the session of this id; empty when it is none of ours, or is over. */
    public Optional<Caller> bySession(String id) {
        return bySessionHash(Keys.hash(id));
    }

    private Optional<Caller> bySessionHash(String hash) {
        return sessions.use(hash)
                .flatMap(s -> account(s.account()).map(a -> new Caller(Caller.Kind.SESSION, a.name(), a.role(), hash)));
    }

    /** Who has the token with this key; empty when it is none of ours, or is over. */
    public Optional<Caller> byToken(String key, String source) {
        String hash = Keys.hash(key);
        return tokens.use(hash, source).flatMap(t -> caller(t, hash));
    }

    private Optional<Caller> caller(Token token, String hash) {
        return account(token.account())
                .map(a -> new Caller(Caller.Kind.TOKEN, a.name(), a.role().atMost(token.role()), hash));
    }

    /** Whether what a request began with still holds; a session is used by this. */
    public boolean holds(Caller caller) {
        return switch (caller.kind()) {
            case SESSION -> bySessionHash(caller.key()).filter(c -> c.may(Role.VIEWER)).isPresent();
            case TOKEN -> tokens.get(caller.key()).flatMap(t -> caller(t, caller.key())).isPresent();
            case ANYBODY -> true;
            case NOBODY -> false;
        };
    }

    // ---- in and out

    /**
     * Begins a session; always a new one, whatever the browser brought.
     *
     * @param source the address it comes from
     * @throws AccessException.Limited after too many failures
     * @throws AccessException.Refused when name and password do not fit
     */
    public Entered login(String typed, String password, String source) {
        String name = typed.strip().toLowerCase(Locale.ROOT);
        try {
            attempts.take(name, source);
        } catch (AccessException.Limited e) {
            audit.addFromStranger(name, source, "login", "", "limited");
            throw e;
        }
        Optional<String> hash = Optional.ofNullable(accounts.get(name)).map(Locked::password);
        if (!fits(name, source, password, hash)) {
            audit.add(name, source, "login", "", "refused");
            throw new AccessException.Refused(WRONG);
        }
        attempts.give(name, source);
        attempts.isUsual(name, source);
        Entered entered = enter(name, password, hash.orElseThrow(), source);
        audit.add(name, source, "login", "", DONE);
        return entered;
    }

    /** That we had no time is no failure of theirs. */
    private boolean fits(String name, String source, String password, Optional<String> hash) {
        try {
            return passwords.fits(password, hash);
        } catch (AccessException.Busy e) {
            attempts.give(name, source);
            throw e;
        }
    }

    private Entered enter(String name, String password, String hash, String source) {
        Optional<String> better = passwords.isDated(hash) ? Optional.of(passwords.hash(password)) : Optional.empty();
        return write(handle -> {
            Account account = account(name).orElseThrow(() -> new AccessException.Refused(WRONG));
            better.ifPresent(b -> Tables.password(handle, name, b, account.changed()));
            return begin(handle, account, source);
        });
    }

    private Entered begin(Handle handle, Account account, String source) {
        String id = Keys.fresh();
        Seat seat = new Seat(Keys.hash(id), account.name(), clock.now(), clock.now(), AuditLog.plain(source));
        sessions.surplus(account.name()).forEach(hash -> Tables.deleteSession(handle, hash));
        Tables.insert(handle, seat);
        return new Entered(id, new Caller(Caller.Kind.SESSION, account.name(), account.role(), seat.hash()));
    }

    /** Ends the caller's session. */
    public void logout(Caller caller, String source) {
        write(handle -> {
            Tables.deleteSession(handle, caller.key());
            return true;
        });
        audit.add(caller.name(), source, "logout", "", DONE);
    }

    // ---- the first admin

    public boolean hasAdmin() {
        return accounts.values().stream().anyMatch(a -> a.account().role() == Role.ADMIN);
    }

    /** A new one-time key for the first admin, valid for an hour; empty when there is an admin already. */
    public Optional<String> openSetup() {
        return hasAdmin() ? Optional.empty() : Optional.of(setup.open());
    }

    /** Makes the first admin and begins a session. Works once. */
    public Entered setUp(String key, String name, String password, String source) {
        attempts.take("", source);
        if (hasAdmin() || !setup.fits(key)) {
            audit.addFromStranger(name, source, "setup", "", "refused");
            throw new AccessException.Refused("this link was used already or is older than an hour; start Vor anew for another one,"
                    + " or run: vor accounts add NAME --role admin");
        }
        attempts.give("", source);
        Locked first = locked(name, Role.ADMIN, password);
        Entered entered = write(handle -> {
            if (hasAdmin()) {
                throw new AccessException.Refused("there is an admin already");
            }
            insert(handle, first);
            return begin(handle, first.account(), source);
        });
        setup.close();
        audit.add(first.account().name(), source, "setup", first.account().name(), DONE);
        return entered;
    }

    // ---- accounts

    public Optional<Account> account(String name) {
        return Optional.ofNullable(accounts.get(name)).map(Locked::account);
    }

    /** By name. */
    public List<Account> accounts() {
        return accounts.values().stream().map(Locked::account).sorted((a, b) -> a.name().compareTo(b.name())).toList();
    }

    /** @param by who does it, for the audit */
    public Account add(String by, String source, String name, Role role, String password) {
        Locked made = locked(name, role, password);
        write(handle -> {
            insert(handle, made);
            return true;
        });
        audit.add(by, source, "account.add", name, role.word());
        return made.account();
    }

    private void insert(Handle handle, Locked made) {
        if (accounts.containsKey(made.account().name())) {
            throw new AccessException.Conflict("there is an account \"" + made.account().name() + "\" already");
        }
        if (accounts.size() >= MOST_ACCOUNTS) {
            throw new AccessException.Conflict("there are " + MOST_ACCOUNTS + " accounts, which is the most");
        }
        Tables.insert(handle, made);
    }

    private Locked locked(String name, Role role, String password) {
        Account.checkName(name);
        Passwords.check("password", password, name);
        return new Locked(new Account(name, role, clock.now(), clock.now()), passwords.hash(password));
    }

    /** Changes the role, or the password, or both; a new password ends all sessions of the account. */
    public Account change(String by, String source, String name, Optional<Role> role, Optional<String> password) {
        password.ifPresent(p -> Passwords.check("password", p, name));
        Optional<String> hash = password.map(passwords::hash);
        write(handle -> {
            Account now = existing(name);
            role.ifPresent(r -> {
                keepAnAdmin(now, r != Role.ADMIN);
                Tables.role(handle, name, r);
            });
            hash.ifPresent(h -> lock(handle, name, h));
            return true;
        });
        role.ifPresent(r -> audit.add(by, source, "account.role", name, r.word()));
        hash.ifPresent(h -> audit.add(by, source, "account.password", name, DONE));
        return existing(name);
    }

    private void lock(Handle handle, String name, String hash) {
        Tables.password(handle, name, hash, clock.now());
        Tables.deleteSessions(handle, name);
    }

    private Account existing(String name) {
        return account(name).orElseThrow(() -> new AccessException.NotFound("there is no account \"" + AuditLog.plain(name) + "\""));
    }

    private void keepAnAdmin(Account account, boolean leaves) {
        boolean another = accounts.values().stream()
                .anyMatch(a -> a.account().role() == Role.ADMIN && !a.account().name().equals(account.name()));
        if (leaves && account.role() == Role.ADMIN && !another) {
            throw new AccessException.Conflict("\"" + account.name() + "\" is the only admin; make another one first");
        }
    }

    /** Its sessions and tokens end with it. */
    public void remove(String by, String source, String name) {
        write(handle -> {
            keepAnAdmin(existing(name), true);
            Tables.deleteAccount(handle, name);
            return true;
        });
        audit.add(by, source, "account.remove", name, DONE);
    }

    /** Somebody's own password, proved by the old one. Ends all sessions of the account and begins a new one. */
    public Entered changePassword(Caller caller, String old, String next, String source) {
        String name = caller.name();
        attempts.take(name, source);
        if (!fits(name, source, old, Optional.ofNullable(accounts.get(name)).map(Locked::password))) {
            audit.add(name, source, "account.password", name, "refused");
            throw new AccessException.Refused("the old password is another one");
        }
        attempts.give(name, source);
        Passwords.check("new", next, name);
        String hash = passwords.hash(next);
        Entered entered = write(handle -> {
            Account account = existing(name);
            lock(handle, name, hash);
            return begin(handle, account, source);
        });
        audit.add(name, source, "account.password", name, DONE);
        return entered;
    }

    // ---- tokens

    /** The caller's own; an admin's are all. */
    public List<Token> tokens(Caller caller) {
        return tokens.all().stream().filter(t -> t.account().equals(caller.name()) || caller.may(Role.ADMIN)).toList();
    }

    /** @param expires at most a year from now */
    public Made makeToken(Caller caller, String source, String name, Role role, Instant expires) {
        tokens.check(caller, name, role, expires);
        String key = Tokens.PREFIX + Keys.fresh();
        Token token = new Token(0, caller.name(), name, role, clock.now(), expires, Optional.empty(), "");
        long id = write(handle -> {
            existing(caller.name());
            return Tables.insert(handle, new Held(token, Keys.hash(key)));
        });
        audit.add(caller.name(), source, "token.make", name, role.word());
        return new Made(tokens.byId(id).orElse(token), key);
    }

    /** Somebody's own token, or any for an admin. */
    public void revoke(Caller caller, String source, long id) {
        Token token = tokens.byId(id)
                .filter(t -> t.account().equals(caller.name()) || caller.may(Role.ADMIN))
                .orElseThrow(() -> new AccessException.NotFound("you have no token " + id));
        write(handle -> {
            Tables.deleteToken(handle, id);
            return true;
        });
        audit.add(caller.name(), source, "token.revoke", token.name(), DONE);
    }

    // ---- the audit, and what must be done now and then

    /** What was asked to be changed, and what came of it. Returns at once. */
    public void note(Caller caller, String source, String method, String path, int status) {
        String result = Integer.toString(status);
        if (caller.kind() == Caller.Kind.NOBODY) {
            audit.addFromStranger("", source, method, path, result);
        } else {
            audit.add(caller.name(), source, method, path, result);
        }
    }

    /** Newest first. @param limit 1 to 1000 */
    public List<AuditEntry> audit(OptionalLong before, int limit) {
        return audit.read(before, limit);
    }

    /** To be called about once a second; returns at once. Ends what is over, saves what was used, sees what others wrote. */
    public void chore() {
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

    /** What is wrong with the database, one line; empty while the newest write went well. */
    public Optional<String> trouble() {
        return database.isFailing() ? Optional.of("the newest write of accounts failed; the log says why") : Optional.empty();
    }

    /** What it counts about itself. */
    public List<Reading> readings() {
        return List.of(
                Reading.gauge("vor_access_accounts", "Accounts", () -> accounts.size()),
                Reading.gauge("vor_access_sessions", "Sessions that have not ended", sessions::size),
                Reading.gauge("vor_access_tokens", "Tokens", tokens::size),
                Reading.gauge("vor_access_hash_waiting", "Passwords that wait to be hashed", passwords::waiting),
                Reading.counter("vor_access_hashed_total", "Passwords hashed", passwords::hashed),
                Reading.counter("vor_access_limited_total", "Logins refused after too many failures", attempts::refused),
                Reading.counter("vor_access_audit_total", "Entries of the audit written", audit::written),
                Reading.counter("vor_access_audit_dropped_total", "Entries of the audit that are in the log alone", audit::dropped),
                Reading.counter("vor_access_refused_total", "Calls refused as too many waited", database::refused),
                Reading.counter("vor_access_failures_total", "Calls that the database failed", database::failures));
    }

    /** Finishes what waits and closes the database. */
    @Override
    public void close() {
        database.close();
        passwords.close();
    }
}
