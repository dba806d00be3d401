package vor.server.access;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import vor.model.Clock;

/**
 * Limits failed logins: of an address at an account, of an address, and of an account from all addresses that it was never
 * entered from. So who guesses an admin's password from elsewhere does not lock that admin out at the usual place, and
 * nobody is ever locked out for longer than a bucket takes to fill. Safe for any thread.
 */
final class Attempts {
    private static final int KEYS = 20_000;
    private static final int STRANGERS = 1024;

    private final Predicate<String> exists;
    private final List<Limiter> limiters;
    private final AtomicLong refused = new AtomicLong();
    private final Set<String> usual = Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > KEYS;
        }
    }));

    /** @param exists whether there is an account of that name */
    Attempts(Clock clock, Predicate<String> exists) {
        this.exists = exists;
        limiters = List.of(
                new Limiter(clock, 5, Duration.ofSeconds(30), KEYS),
                new Limiter(clock, 20, Duration.ofSeconds(6), KEYS),
                new Limiter(clock, 30, Duration.ofSeconds(10), KEYS));
    }

    /** @throws AccessException.Limited when there were too many failures */
    void take(String name, String source) {
        List<String> keys = keys(name, source);
        for (int i = 0; i < keys.size(); i++) {
            Optional<Duration> wait = limiters.get(i).take(keys.get(i));
            if (wait.isPresent()) {
                IntStream.range(0, i).forEach(taken -> limiters.get(taken).give(keys.get(taken)));
                refused.incrementAndGet();
                throw new AccessException.Limited(wait.get());
            }
        }
    }

    /** It was no failure. */
    void give(String name, String source) {
        List<String> keys = keys(name, source);
        IntStream.range(0, keys.size()).forEach(i -> limiters.get(i).give(keys.get(i)));
    }

    /** As {@link #take(String, String)}, where nobody says yet who it is: of the address alone. */
    void take(String source) {
        Optional<Duration> wait = limiters.get(1).take(place(source));
        if (wait.isPresent()) {
            refused.incrementAndGet();
            throw new AccessException.Limited(wait.get());
        }
    }

    /** It was no failure. */
    void give(String source) {
        limiters.get(1).give(place(source));
    }

    /** The account was entered from there. */
    void isUsual(String name, String source) {
        usual.add(pair(name, source));
    }

    long refused() {
        return refused.get();
    }

    /** Of the pair, of the address, of the account: as many as count here. */
    private List<String> keys(String name, String source) {
        String pair = pair(name, source);
        return usual.contains(pair) ? List.of(pair, place(source)) : List.of(pair, place(source), account(name));
    }

    private String pair(String name, String source) {
        return account(name) + " " + place(source);
    }

    /** Names that do not exist share some buckets, so that inventing names fills no table and shows no difference. */
    private String account(String name) {
        return exists.test(name) ? name : "?" + Math.floorMod(name.hashCode(), STRANGERS);
    }

    /** A host has a whole /64 of IPv6 to itself. */
    private static String place(String source) {
        try {
            byte[] address = InetAddress.ofLiteral(source).getAddress();
            return address.length == 4 ? source : HexFormat.of().formatHex(address, 0, 8);
        } catch (IllegalArgumentException e) {
            return source;
        }
    }
}
