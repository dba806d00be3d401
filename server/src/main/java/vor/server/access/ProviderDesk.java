package vor.server.access;

import java.text.Normalizer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import vor.server.access.Tables.Locked;
import vor.server.access.oidc.Begun;
import vor.server.access.oidc.OidcException;
import vor.server.access.oidc.Person;
import vor.server.access.oidc.Reply;

/**
 * In by a provider of OpenID Connect. An account of such a one is bound to issuer and subject: no name at the provider, old
 * or new, opens the account of somebody else, and none of them a local one. Role and name follow the provider at every login.
 * Safe for any thread; callers wait for the provider, bounded.
 */
public final class ProviderDesk {
    private static final String LOGIN = "login.oidc";
    private static final String NOBODY = "";
    private static final int NAMES = 100;

    private final Ledger ledger;
    private final Ways.Provider provider;

    ProviderDesk(Ledger ledger, Ways.Provider provider) {
        this.ledger = ledger;
        this.provider = provider;
    }

    /** As people call it. */
    public String name() {
        return provider.name();
    }

    /** Whether it could be asked last; why not is for the log and not for strangers. */
    public boolean works() {
        return provider.trouble().isEmpty() && provider.oidc().trouble().isEmpty();
    }

    /**
     * Begins a login; a failure counts as one of the address until it is finished well.
     *
     * @param back where the provider sends the browser afterwards
     * @throws AccessException.Limited after too many that were not finished
     * @throws AccessException.Elsewhere when the provider cannot be asked
     */
    public Begun begin(String back, String source) {
        take(source);
        if (!provider.trouble().isEmpty()) {
            throw new AccessException.Elsewhere("it is not set up whole; the log says what is missing");
        }
        try {
            return provider.oidc().begin(back);
        } catch (OidcException e) {
            ledger.attempts.give(source);
            throw refused(e, source);
        }
    }

    private void take(String source) {
        try {
            ledger.attempts.take(source);
        } catch (AccessException.Limited e) {
            ledger.audit.addFromStranger(NOBODY, source, LOGIN, "", "limited");
            throw e;
        }
    }

    /**
     * Finishes a login and begins a session; always a new one.
     *
     * @param key that {@link #begin} gave to this browser
     * @throws AccessException.Refused when the provider says no, when it was not begun here, or when no group has a role
     * @throws AccessException.Elsewhere when the provider cannot be asked
     */
    public Access.Entered finish(String key, Reply reply, String source) {
        take(source);
        Person person;
        try {
            person = provider.oidc().finish(key, reply);
        } catch (OidcException e) {
            if (e.fault() != OidcException.Fault.REFUSED) { // nobody has guessed anything
                ledger.attempts.give(source);
                ledger.attempts.give(source);
            }
            throw refused(e, source);
        }
        Role role = provider.groups().role(person.groups()).orElseThrow(() -> unwanted(person, source));
        Entry entry = enter(person, role, source);
        ledger.attempts.give(source);
        ledger.attempts.give(source); // what begin took
        tell(entry, source);
        return entry.entered();
    }

    private AccessException refused(OidcException e, String source) {
        ledger.audit.addFromStranger(NOBODY, source, LOGIN, e.words(), Ledger.REFUSED);
        return switch (e.fault()) {
            case REFUSED -> new AccessException.Refused(e.words());
            case PROVIDER -> new AccessException.Elsewhere(e.words());
            case BUSY -> new AccessException.Busy(e.words());
        };
    }

    /** Who had a role until now has none: what they were logged in with ends, and their tokens count no longer. */
    private AccessException unwanted(Person person, String source) {
        bound(person).ifPresent(account -> {
            ledger.write(handle -> {
                Tables.vouched(handle, account.name(), account, Instant.EPOCH);
                Tables.deleteSessions(handle, account.name());
                return true;
            });
            ledger.audit.add(account.name(), source, "account.out", account.name(), "no group with a role any more");
        });
        ledger.audit.addFromStranger(person.name(), source, LOGIN, "no group with a role", Ledger.REFUSED);
        return new AccessException.Refused("the provider knows you, but none of your groups may come in here; ask who runs this Vor");
    }

    /** @param before as it was; empty when it is new */
    private record Entry(Optional<Account> before, Account now, Access.Entered entered) {}

    private Entry enter(Person person, Role role, String source) {
        return ledger.write(handle -> {
            Optional<Account> before = bound(person);
            Account now = before.map(a -> renew(handle, a, person, role)).orElseGet(() -> make(handle, person, role));
            return new Entry(before, now, ledger.begin(handle, now, source));
        });
    }

    private Optional<Account> bound(Person person) {
        return ledger.accounts().stream()
                .filter(a -> a.bond().filter(b -> b.issuer().equals(person.issuer()) && b.subject().equals(person.subject())).isPresent())
                .findFirst();
    }

    private Account make(Handle handle, Person person, Role role) {
        Bond bond = new Bond(person.issuer(), person.subject(), ledger.clock.now());
        Account made = new Account(free(person, NOBODY), role, bond.seen(), bond.seen(), Optional.of(bond));
        ledger.insert(handle, new Locked(made, ""));
        return made;
    }

    private Account renew(Handle handle, Account before, Person person, Role role) {
        Bond bond = new Bond(person.issuer(), person.subject(), ledger.clock.now());
        String name = free(person, before.name());
        boolean same = name.equals(before.name()) && role == before.role();
        Account now = new Account(name, role, before.created(), same ? before.changed() : bond.seen(), Optional.of(bond));
        Tables.vouched(handle, before.name(), now, bond.seen());
        return now;
    }

    /** The name that fits best and is nobody's else. @param own that this one has already; empty when it has none */
    private String free(Person person, String own) {
        String plain = plain(person);
        return candidates(plain)
                .filter(n -> n.equals(own) || ledger.account(n).isEmpty())
                .findFirst()
                .orElseThrow(() -> new AccessException.Conflict("there are too many accounts named \"" + plain + "\""));
    }

    /** As it is; and where that is somebody else's, with where it comes from. */
    private static Stream<String> candidates(String plain) {
        return Stream.concat(
                Stream.of(plain),
                IntStream.rangeClosed(1, NAMES).mapToObj(n -> withTail(plain, n == 1 ? "@oidc" : "-" + n + "@oidc")));
    }

    private static String withTail(String plain, String tail) {
        return plain.substring(0, Math.min(plain.length(), Account.LONGEST - tail.length())) + tail;
    }

    /** A name that an account may have: what does not fit becomes a hyphen, and who has none gets one from the subject. */
    private static String plain(Person person) {
        String name = Normalizer.normalize(person.name(), Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9._@-]+", "-")
                .replaceAll("^[^a-z0-9]+|-+$", "");
        String cut = name.substring(0, Math.min(name.length(), Account.LONGEST));
        return Account.isName(cut) ? cut : "user-" + Keys.hash(person.subject()).substring(0, 8);
    }

    private void tell(Entry entry, String source) {
        Account now = entry.now();
        if (entry.before().isEmpty()) {
            ledger.audit.add(now.name(), source, "account.add", now.name(), now.role().word());
        }
        entry.before().ifPresent(before -> changes(before, now)
                .forEach(c -> ledger.audit.add(now.name(), source, c.action(), before.name(), c.result())));
        ledger.audit.add(now.name(), source, LOGIN, now.bond().map(Bond::subject).orElse(""), Ledger.DONE);
    }

    private record Change(String action, String result) {}

    private static List<Change> changes(Account before, Account now) {
        return Stream.of(
                        Optional.of(new Change("account.rename", now.name())).filter(c -> !before.name().equals(now.name())),
                        Optional.of(new Change("account.role", now.role().word())).filter(c -> before.role() != now.role()))
                .flatMap(Optional::stream)
                .toList();
    }
}
