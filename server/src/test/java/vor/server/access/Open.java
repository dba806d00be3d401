package vor.server.access;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import vor.testkit.ManualClock;

/** Accounts in a folder, on a clock that the test turns, with passwords that cost nothing. */
final class Open implements AutoCloseable {
    static final Effort CHEAP = new Effort(64, 1);
    static final String GOOD = "four cold grey herons";
    static final String HERE = "192.0.2.1";

    final ManualClock clock = new ManualClock();
    private final Path folder;
    Access access;

    Open(Path folder) {
        this.folder = folder;
        this.access = Access.open(folder, clock, CHEAP);
    }

    /** As after a restart. */
    void again() {
        access.close();
        access = Access.open(folder, clock, CHEAP);
    }

    Account account(String name, Role role) {
        return access.add("test", "", name, role, GOOD);
    }

    Access.Entered login(String name) {
        return access.login(name, GOOD, HERE);
    }

    Optional<Caller> caller(Access.Entered entered) {
        return access.bySession(entered.session());
    }

    /** What is due now is done when this returns. */
    void chore() {
        access.chore();
        access.audit(OptionalLong.empty(), 1);
    }

    double reading(String name) {
        return access.readings().stream().filter(r -> r.name().equals(name)).findFirst().orElseThrow().value().getAsDouble();
    }

    @Override
    public void close() {
        access.close();
    }
}
