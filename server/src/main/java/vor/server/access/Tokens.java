package vor.server.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import vor.model.Clock;
import vor.server.access.Tables.Held;

/** The tokens as they are now, by the hash of their key. Safe for any thread. */
final class Tokens {
    /** Longest life. */
    static final Duration LONGEST = Duration.ofDays(366);

    /** Of one account. */
    static final int MOST = 50;

    /** What every key begins with, so that one that leaks is known for what it is. */
    static final String PREFIX = "vor_";

    private static final Duration SAVED = Duration.ofMinutes(1);

    private final Clock clock;
    private volatile Map<String, Token> tokens = Map.of();

    /** What was used since the database was told, by id. */
    private final Map<Long, Use> uses = new ConcurrentHashMap<>();

    /** When and from where. */
    record Use(Instant at, String source, long nanos, boolean saved) {}

    Tokens(Clock clock) {
        this.clock = clock;
    }

    void load(List<Held> held) {
        tokens = held.stream().collect(Collectors.toUnmodifiableMap(Held::hash, Held::token));
        uses.keySet().retainAll(tokens.values().stream().map(Token::id).toList());
    }

    /** The token, which is used by this; empty when there is none or its time is over. */
    Optional<Token> use(String hash, String source) {
        return get(hash).map(t -> {
            uses.compute(t.id(), (id, before) -> before != null && isFresh(before) ? before : used(source));
            return t;
        });
    }

    /** The token as it is, if it still opens anything. */
    Optional<Token> get(String hash) {
        return Optional.ofNullable(tokens.get(hash)).filter(t -> clock.now().isBefore(t.expires()));
    }

    private boolean isFresh(Use use) {
        return clock.nanos() - use.nanos() < SAVED.toNanos();
    }

    private Use used(String source) {
        return new Use(clock.now(), source, clock.nanos(), false);
    }

    /** @throws AccessException when the caller may not have such a one */
    void check(Caller caller, String name, Role role, Instant expires) {
        if (name.isBlank() || name.length() > 64 || !AuditLog.plain(name).equals(name)) {
            throw new AccessException.Invalid("name", "is no name for a token", "1 to 64 plain characters that say what it is for");
        }
        if (!caller.role().covers(role)) {
            throw new AccessException.Invalid("role", "is more than your own", "at most " + caller.role().word());
        }
        Duration life = Duration.between(clock.now(), expires);
        if (life.compareTo(Duration.ofMinutes(1)) < 0 || life.compareTo(LONGEST) > 0) {
            throw new AccessException.Invalid("expires", "is not within a year from now", "milliseconds since 1970 UTC");
        }
        if (tokens.values().stream().filter(t -> t.account().equals(caller.name())).count() >= MOST) {
            throw new AccessException.Conflict("you have " + MOST + " tokens, which is the most; revoke one first");
        }
    }

    /** With the last use as it is known now; by name. */
    List<Token> all() {
        return tokens.values().stream().map(this::withUse).sorted(Comparator.comparing(Token::account).thenComparing(Token::id)).toList();
    }

    private Token withUse(Token t) {
        Use use = uses.get(t.id());
        return use == null
                ? t
                : new Token(t.id(), t.account(), t.name(), t.role(), t.created(), t.expires(), Optional.of(use.at()), use.source());
    }

    Optional<Token> byId(long id) {
        return tokens.values().stream().filter(t -> t.id() == id).findFirst();
    }

    /** Those whose last use the database should learn; they count as saved. */
    Map<Long, Use> unsaved() {
        Map<Long, Use> unsaved = uses.entrySet().stream()
                .filter(e -> !e.getValue().saved())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        unsaved.forEach((id, use) -> uses.replace(id, use, new Use(use.at(), use.source(), use.nanos(), true)));
        return unsaved;
    }

    /** Expired ones stay in the list for a while, so that their owner sees why a program is refused. */
    List<Long> stale() {
        Instant oldest = clock.now().minus(Duration.ofDays(30));
        return tokens.values().stream().filter(t -> t.expires().isBefore(oldest)).map(Token::id).toList();
    }

    int size() {
        return tokens.size();
    }
}
