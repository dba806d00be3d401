package vor.server.access;

import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import vor.server.access.Tables.Locked;

/** In with a name and a password, or as the first admin with the one-time key; and out. */
final class SessionDesk {
    private static final String WRONG = "name and password do not fit";

    private final Ledger ledger;
    private final Passwords passwords;
    private final Setup setup;
    private final boolean open;

    /** @param open whether local accounts may come in at all */
    SessionDesk(Ledger ledger, Passwords passwords, boolean open) {
        this.ledger = ledger;
        this.passwords = passwords;
        this.setup = new Setup(ledger.clock);
        this.open = open;
    }

    Access.Entered login(String typed, String password, String source) {
        checkOpen();
        String name = typed.strip().toLowerCase(Locale.ROOT);
        try {
            ledger.attempts.take(name, source);
        } catch (AccessException.Limited e) {
            ledger.audit.addFromStranger(name, source, "login", "", "limited");
            throw e;
        }
        Optional<String> hash = ledger.password(name);
        if (!fits(name, source, password, hash)) {
            ledger.audit.add(name, source, "login", "", Ledger.REFUSED);
            throw new AccessException.Refused(WRONG);
        }
        ledger.attempts.give(name, source);
        ledger.attempts.isUsual(name, source);
        Access.Entered entered = enter(name, password, hash.orElseThrow(), source);
        ledger.audit.add(name, source, "login", "", Ledger.DONE);
        return entered;
    }

    private void checkOpen() {
        if (!open) {
            throw new AccessException.Refused("there is no login by password here; log in at the provider");
        }
    }

    /** That we had no time is no failure of theirs. */
    private boolean fits(String name, String source, String password, Optional<String> hash) {
        try {
            return passwords.fits(password, hash);
        } catch (AccessException.Busy e) {
            ledger.attempts.give(name, source);
            throw e;
        }
    }

    private Access.Entered enter(String name, String password, String hash, String source) {
        Optional<String> better = passwords.isDated(hash) ? Optional.of(passwords.hash(password)) : Optional.empty();
        return ledger.write(handle -> {
            Account account = ledger.account(name).orElseThrow(() -> new AccessException.Refused(WRONG));
            better.ifPresent(b -> Tables.password(handle, name, b, account.changed()));
            return ledger.begin(handle, account, source);
        });
    }

    void logout(Caller caller, String source) {
        ledger.write(handle -> {
            Tables.deleteSession(handle, caller.key());
            return true;
        });
        ledger.audit.add(caller.name(), source, "logout", "", Ledger.DONE);
    }

    boolean needsAdmin() {
        return open && !ledger.hasAdmin();
    }

    Optional<String> openSetup() {
        return needsAdmin() ? Optional.of(setup.open()) : Optional.empty();
    }

    Access.Entered setUp(String key, String name, String password, String source) {
        checkOpen();
        ledger.attempts.take("", source);
        if (ledger.hasAdmin() || !setup.fits(key)) {
            ledger.audit.addFromStranger(name, source, "setup", "", Ledger.REFUSED);
            throw new AccessException.Refused("this link was used already or is older than an hour; start Vor anew for another one,"
                    + " or run: vor accounts add NAME --role admin");
        }
        ledger.attempts.give("", source);
        Locked first = AccountDesk.locked(ledger.clock, passwords, name, Role.ADMIN, password);
        Access.Entered entered = ledger.write(handle -> makeFirst(handle, first, source));
        setup.close();
        ledger.audit.add(first.account().name(), source, "setup", first.account().name(), Ledger.DONE);
        return entered;
    }

    private Access.Entered makeFirst(Handle handle, Locked first, String source) {
        if (ledger.hasAdmin()) {
            throw new AccessException.Refused("there is an admin already");
        }
        ledger.insert(handle, first);
        return ledger.begin(handle, first.account(), source);
    }

    Access.Entered changePassword(Caller caller, String old, String next, String source) {
        String name = caller.name();
        AccountDesk.checkLocal(ledger.existing(name));
        ledger.attempts.take(name, source);
        if (!fits(name, source, old, ledger.password(name))) {
            ledger.audit.add(name, source, "account.password", name, Ledger.REFUSED);
            throw new AccessException.Refused("the old password is another one");
        }
        ledger.attempts.give(name, source);
        Passwords.check("new", next, name);
        String hash = passwords.hash(next);
        Access.Entered entered = ledger.write(handle -> {
            Account account = ledger.existing(name);
            AccountDesk.lock(ledger.clock, handle, name, hash);
            return ledger.begin(handle, account, source);
        });
        ledger.audit.add(name, source, "account.password", name, Ledger.DONE);
        return entered;
    }
}
