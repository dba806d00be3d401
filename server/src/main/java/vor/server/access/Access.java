package vor.server.access;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import vor.model.Clock;
import vor.model.Reading;
import vor.server.access.oidc.Oidc;

/**
 * Accounts, sessions and tokens: in memory for asking, in {@code access.db} for good. Another process may write to that file
 * ({@code vor accounts}); {@link #chore} sees it. All methods may be called from any thread; those that write, log in or
 * read the audit wait for the threads {@code access-db} and {@code access-hash}, the others return at once. Each logs what it
 * did or refused in the audit. Refusals are {@link AccessException}s.
 */
public final class Access implements AutoCloseable {
    /** The database's file in the data folder. */
    public static final String FILE = "access.db";

    /** So long after somebody's newest login at the provider that one's tokens rest; the next login wakes them. */
    static final Duration VOUCHED = Duration.ofDays(30);

    private final Ledger ledger;
    private final Passwords passwords;
    private final Ways ways;
    private final SessionDesk sessions;
    private final AccountDesk accounts;
    private final TokenDesk tokens;
    private final Optional<ProviderDesk> provider;

    /**
     * A session that was just begun.
     *
     * @param session its id, for the cookie; it is kept nowhere
     */
    public record Entered(String session, Caller caller) {}

    /** A token that was just made. @param key the key itself; it is kept nowhere */
    public record Made(Token token, String key) {}

    private Access(Database database, Clock clock, Effort effort, Ways ways) {
        this.ledger = new Ledger(database, clock);
        this.passwords = new Passwords(effort);
        this.ways = ways;
        this.sessions = new SessionDesk(ledger, passwords, ways.local());
        this.accounts = new AccountDesk(ledger, passwords);
        this.tokens = new TokenDesk(ledger);
        this.provider = ways.provider().map(p -> new ProviderDesk(ledger, p));
    }

    /**
     * Opens the accounts of a data folder, or makes an empty database there; people come in by password.
     *
     * @throws AccessException.Unavailable when it cannot be read or written
     */
    public static Access open(Path dataDir, Clock clock, Effort effort) {
        return open(dataDir, clock, effort, Ways.LOCAL);
    }

    /**
     * As {@link #open(Path, Clock, Effort)}.
     *
     * @param ways by which people come in
     */
    public static Access open(Path dataDir, Clock clock, Effort effort, Ways ways) {
        Database database = Database.open(dataDir, FILE);
        try {
            return new Access(database, clock, effort, ways);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    // ---- who it is

    /** Who has the session of this id; empty when it is none of ours, or is over. */
    public Optional<Caller> bySession(String id) {
        return bySessionHash(Keys.hash(id));
    }

    private Optional<Caller> bySessionHash(String hash) {
        return ledger.sessions.use(hash)
                .flatMap(s -> admitted(s.account()).map(a -> new Caller(Caller.Kind.SESSION, a.name(), a.role(), hash)));
    }

    private Optional<Account> admitted(String name) {
        return ledger.account(name).filter(ways::admit);
    }

    /** Who has the token with this key; empty when it is none of ours, or is over. */
    public Optional<Caller> byToken(String key, String source) {
        String hash = Keys.hash(key);
        return ledger.tokens.use(hash, source).flatMap(t -> caller(t, hash));
    }

    private Optional<Caller> caller(Token token, String hash) {
        return admitted(token.account())
                .filter(this::isVouchedFor)
                .map(a -> new Caller(Caller.Kind.TOKEN, a.name(), a.role().atMost(token.role()), hash));
    }

    /** Whoever has left the provider comes in no more, and neither do that one's programs after a while. */
    private boolean isVouchedFor(Account account) {
        return account.bond().filter(b -> !ledger.clock.now().isBefore(b.seen().plus(VOUCHED))).isEmpty();
    }

    /** Whether what a request began with still holds; a session is used by this. */
    public boolean holds(Caller caller) {
        return switch (caller.kind()) {
            case SESSION -> bySessionHash(caller.key()).filter(c -> c.may(Role.VIEWER)).isPresent();
            case TOKEN -> ledger.tokens.get(caller.key()).flatMap(t -> caller(t, caller.key())).isPresent();
            case ANYBODY -> true;
            case NOBODY -> false;
        };
    }

    // ---- in and out

    /** Whether people with a password here may come in. */
    public boolean isLocalOpen() {
        return ways.local();
    }

    /** In by a provider; empty when there is none. */
    public Optional<ProviderDesk> provider() {
        return provider;
    }

    /**
     * Begins a session; always a new one, whatever the browser brought.
     *
     * @param source the address it comes from
     * @throws AccessException.Limited after too many failures
     * @throws AccessException.Refused when name and password do not fit
     */
    public Entered login(String typed, String password, String source) {
        return sessions.login(typed, password, source);
    }

    /** Ends the caller's session. */
    public void logout(Caller caller, String source) {
        sessions.logout(caller, source);
    }

    // ---- the first admin

    /** Whether the first admin has yet to be made, by the link. */
    public boolean needsAdmin() {
        return sessions.needsAdmin();
    }

    /** A new one-time key for the first admin, valid for an hour; empty when there is an admin already, or none is made so. */
    public Optional<String> openSetup() {
        return sessions.openSetup();
    }

    /** Makes the first admin and begins a session. Works once. */
    public Entered setUp(String key, String name, String password, String source) {
        return sessions.setUp(key, name, password, source);
    }

    // ---- accounts

    public Optional<Account> account(String name) {
        return ledger.account(name);
    }

    /** By name. */
    public List<Account> accounts() {
        return ledger.accounts();
    }

    /** @param by who does it, for the audit */
    public Account add(String by, String source, String name, Role role, String password) {
        return accounts.add(by, source, name, role, password);
    }

    /** Changes the role, or the password, or both, of a local account; a new password ends all its sessions. */
    public Account change(String by, String source, String name, Optional<Role> role, Optional<String> password) {
        return accounts.change(by, source, name, role, password);
    }

    /** Its sessions and tokens end with it. */
    public void remove(String by, String source, String name) {
        accounts.remove(by, source, name);
    }

    /** Somebody's own password, proved by the old one. Ends all sessions of the account and begins a new one. */
    public Entered changePassword(Caller caller, String old, String next, String source) {
        return sessions.changePassword(caller, old, next, source);
    }

    // ---- tokens

    /** The caller's own; an admin's are all. */
    public List<Token> tokens(Caller caller) {
        return tokens.tokens(caller);
    }

    /** @param expires at most a year from now */
    public Made makeToken(Caller caller, String source, String name, Role role, Instant expires) {
        return tokens.make(caller, source, name, role, expires);
    }

    /** Somebody's own token, or any for an admin. */
    public void revoke(Caller caller, String source, long id) {
        tokens.revoke(caller, source, id);
    }

    // ---- the audit, and what must be done now and then

    /** What was asked to be changed, and what came of it. Returns at once. */
    public void note(Caller caller, String source, String method, String path, int status) {
        String result = Integer.toString(status);
        if (caller.kind() == Caller.Kind.NOBODY) {
            ledger.audit.addFromStranger("", source, method, path, result);
        } else {
            ledger.audit.add(caller.name(), source, method, path, result);
        }
    }

    /** Newest first. @param limit 1 to 1000 */
    public List<AuditEntry> audit(OptionalLong before, int limit) {
        return ledger.audit.read(before, limit);
    }

    /** To be called about once a second; returns at once. Ends what is over, saves what was used, sees what others wrote. */
    public void chore() {
        ledger.chore();
        ways.provider().map(Ways.Provider::oidc).ifPresent(Oidc::chore);
    }

    /** What is wrong with the database, one line; empty while the newest write went well. */
    public Optional<String> trouble() {
        return ledger.isFailing() ? Optional.of("the newest write of accounts failed; the log says why") : Optional.empty();
    }

    /** What it counts about itself. */
    public List<Reading> readings() {
        List<Reading> all = new ArrayList<>(ledger.readings());
        all.add(Reading.gauge("vor_access_hash_waiting", "Passwords that wait to be hashed", passwords::waiting));
        all.add(Reading.counter("vor_access_hashed_total", "Passwords hashed", passwords::hashed));
        ways.provider().ifPresent(p -> all.addAll(p.oidc().readings()));
        return all;
    }

    /** Finishes what waits and closes the database. */
    @Override
    public void close() {
        ways.provider().map(Ways.Provider::oidc).ifPresent(Oidc::close);
        ledger.close();
        passwords.close();
    }
}
