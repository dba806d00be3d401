package vor.server.access;

import java.util.Optional;
import org.jdbi.v3.core.Handle;
import vor.model.Clock;
import vor.server.access.Tables.Locked;

/** Accounts made, changed and removed by an admin. */
final class AccountDesk {
    private final Ledger ledger;
    private final Passwords passwords;

    AccountDesk(Ledger ledger, Passwords passwords) {
        this.ledger = ledger;
        this.passwords = passwords;
    }

    static Locked locked(Clock clock, Passwords passwords, String name, Role role, String password) {
        Account.checkName(name);
        Passwords.check("password", password, name);
        return new Locked(new Account(name, role, clock.now(), clock.now(), Optional.empty()), passwords.hash(password));
    }

    static void lock(Clock clock, Handle handle, String name, String hash) {
        Tables.password(handle, name, hash, clock.now());
        Tables.deleteSessions(handle, name);
    }

    static void checkLocal(Account account) {
        if (!account.isLocal()) {
            throw new AccessException.Conflict("\"" + account.name() + "\" logs in at the provider, which says its role; there is no password here");
        }
    }

    Account add(String by, String source, String name, Role role, String password) {
        Locked made = locked(ledger.clock, passwords, name, role, password);
        ledger.write(handle -> {
            ledger.insert(handle, made);
            return true;
        });
        ledger.audit.add(by, source, "account.add", name, role.word());
        return made.account();
    }

    Account change(String by, String source, String name, Optional<Role> role, Optional<String> password) {
        password.ifPresent(p -> Passwords.check("password", p, name));
        Optional<String> hash = password.map(passwords::hash);
        ledger.write(handle -> {
            Account now = ledger.existing(name);
            checkLocal(now);
            role.ifPresent(r -> {
                ledger.keepAnAdmin(now, r != Role.ADMIN);
                Tables.role(handle, name, r);
            });
            hash.ifPresent(h -> lock(ledger.clock, handle, name, h));
            return true;
        });
        role.ifPresent(r -> ledger.audit.add(by, source, "account.role", name, r.word()));
        hash.ifPresent(h -> ledger.audit.add(by, source, "account.password", name, Ledger.DONE));
        return ledger.existing(name);
    }

    void remove(String by, String source, String name) {
        ledger.write(handle -> {
            ledger.keepAnAdmin(ledger.existing(name), true);
            Tables.deleteAccount(handle, name);
            return true;
        });
        ledger.audit.add(by, source, "account.remove", name, Ledger.DONE);
    }
}
