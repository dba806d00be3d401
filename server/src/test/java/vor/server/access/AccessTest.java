package vor.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Accounts, sessions and tokens, on a clock that is turned by hand. */
class AccessTest {
    @TempDir
    Path folder = Path.of("");

    private Open open;

    @BeforeEach
    void begin() {
        open = new Open(folder);
    }

    @AfterEach
    void end() {
        open.close();
    }

    @Test
    void nobodyMayReadTheFileButItsOwner() throws IOException {
        open.account("joe", Role.ADMIN);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.filter(f -> f.getFileName().toString().startsWith(Access.FILE)).toList()).isNotEmpty().allSatisfy(
                    f -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(f))).isEqualTo("rw-------"));
        }
    }

    @Test
    void aFileThatOthersCouldReadIsClosedToThem() throws IOException {
        open.close();
        Files.setPosixFilePermissions(folder.resolve(Access.FILE), PosixFilePermissions.fromString("rw-r--r--"));
        open.again();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(Access.FILE)))).isEqualTo("rw-------");
    }

    @Test
    void theFileHoldsNoSecret() throws IOException {
        open.account("joe", Role.ADMIN);
        Access.Entered entered = open.login("joe");
        Access.Made made =
                open.access.makeToken(entered.caller(), Open.HERE, "backup", Role.VIEWER, open.clock.now().plus(Duration.ofDays(30)));
        open.access.close();
        String bytes = new String(Files.readAllBytes(folder.resolve(Access.FILE)), StandardCharsets.ISO_8859_1);
        assertThat(bytes).contains("$argon2id$").doesNotContain(Open.GOOD).doesNotContain(entered.session()).doesNotContain(made.key());
        open.again();
    }

    @Test
    void whoHasNameAndPasswordGetsASession() {
        open.account("joe", Role.OPERATOR);
        assertThat(open.caller(open.login(" Joe "))).hasValueSatisfying(c -> {
            assertThat(c.name()).isEqualTo("joe");
            assertThat(c.role()).isEqualTo(Role.OPERATOR);
            assertThat(c.kind()).isEqualTo(Caller.Kind.SESSION);
        });
    }

    @Test
    void theSamePasswordInOtherCompositionFits() {
        open.access.add("test", "", "zoe", Role.VIEWER, "fjæra på tåsen z\u00fcrich");
        assertThat(open.access.login("zoe", "fjæra på ta\u030asen zu\u0308rich", Open.HERE).session()).hasSize(43);
    }

    @Test
    void aWrongPasswordAndAnUnknownNameAreToldApartByNothing() {
        open.account("joe", Role.ADMIN);
        double before = open.reading("vor_access_hashed_total");
        var wrong = catchThrowableOfType(AccessException.Refused.class, () -> open.access.login("joe", "nothing like it", Open.HERE));
        double wrongCost = open.reading("vor_access_hashed_total") - before;
        var unknown = catchThrowableOfType(AccessException.Refused.class, () -> open.access.login("jim", "nothing like it", Open.HERE));
        assertThat(unknown).hasMessage(wrong.getMessage());
        assertThat(open.reading("vor_access_hashed_total") - before).isEqualTo(2 * wrongCost);
    }

    @Test
    void everyLoginIsANewSession() {
        open.account("joe", Role.VIEWER);
        assertThat(open.login("joe").session()).isNotEqualTo(open.login("joe").session());
    }

    @Test
    void aSessionEndsByIdleness() {
        open.account("joe", Role.VIEWER);
        Access.Entered entered = open.login("joe");
        open.clock.advance(Sessions.IDLE.minusSeconds(1));
        assertThat(open.caller(entered)).isPresent();
        open.clock.advance(Sessions.IDLE.minusSeconds(1));
        assertThat(open.caller(entered)).isPresent();
        open.clock.advance(Sessions.IDLE);
        assertThat(open.caller(entered)).isEmpty();
        open.chore();
        assertThat(open.reading("vor_access_sessions")).isZero();
    }

    @Test
    void aSessionEndsByAgeHoweverMuchItIsUsed() {
        open.account("joe", Role.VIEWER);
        Access.Entered entered = open.login("joe");
        Duration step = Duration.ofHours(6);
        for (Duration age = step; age.compareTo(Sessions.AGE) < 0; age = age.plus(step)) {
            open.clock.advance(step);
            assertThat(open.caller(entered)).as(age.toString()).isPresent();
        }
        open.clock.advance(step);
        assertThat(open.caller(entered)).isEmpty();
    }

    @Test
    void aWallClockThatIsSetBackKeepsNoSessionAlive() {
        open.account("joe", Role.VIEWER);
        Access.Entered entered = open.login("joe");
        open.clock.step(Duration.ofDays(-300));
        open.clock.advance(Sessions.IDLE);
        assertThat(open.caller(entered)).isEmpty();
    }

    @Test
    void aSessionOutlivesARestartButNotItsAge() {
        open.account("joe", Role.VIEWER);
        Access.Entered entered = open.login("joe");
        open.again();
        assertThat(open.caller(entered)).isPresent();
        open.clock.advance(Sessions.AGE);
        open.again();
        assertThat(open.caller(entered)).isEmpty();
    }

    @Test
    void logoutEndsThatSessionAlone() {
        open.account("joe", Role.VIEWER);
        Access.Entered one = open.login("joe");
        Access.Entered other = open.login("joe");
        open.access.logout(one.caller(), Open.HERE);
        assertThat(open.caller(one)).isEmpty();
        assertThat(open.caller(other)).isPresent();
    }

    @Test
    void onlySoManySessionsOfOneAccountAreKept() {
        open.account("joe", Role.VIEWER);
        Access.Entered first = open.login("joe");
        for (int i = 0; i < Sessions.MOST; i++) {
            open.clock.advance(Duration.ofMinutes(1));
            open.login("joe");
        }
        assertThat(open.caller(first)).isEmpty();
        assertThat(open.reading("vor_access_sessions")).isEqualTo(Sessions.MOST);
    }

    @Test
    void aNewPasswordEndsEverySession() {
        open.account("joe", Role.VIEWER);
        Access.Entered entered = open.login("joe");
        open.access.change("test", "", "joe", Optional.empty(), Optional.of("five warm red foxes"));
        assertThat(open.caller(entered)).isEmpty();
        assertThatThrownBy(() -> open.login("joe")).isInstanceOf(AccessException.Refused.class);
        assertThat(open.access.login("joe", "five warm red foxes", Open.HERE).session()).isNotEmpty();
    }

    @Test
    void ownPasswordNeedsTheOldOneAndEndsTheOtherSessions() {
        open.account("joe", Role.VIEWER);
        Access.Entered mine = open.login("joe");
        Access.Entered other = open.login("joe");
        assertThatThrownBy(() -> open.access.changePassword(mine.caller(), "wrong wrong", "five warm red foxes", Open.HERE))
                .isInstanceOf(AccessException.Refused.class);
        assertThat(open.caller(other)).isPresent();
        Access.Entered next = open.access.changePassword(mine.caller(), Open.GOOD, "five warm red foxes", Open.HERE);
        assertThat(open.caller(mine)).isEmpty();
        assertThat(open.caller(other)).isEmpty();
        assertThat(open.caller(next)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "123456789", "aaaaaaaaaaaaaaaa", "joe-the-operator"})
    void aPasswordThatWouldBeGuessedIsRefused(String password) {
        assertThatThrownBy(() -> open.access.add("test", "", "joe-the-operator", Role.VIEWER, password))
                .isInstanceOf(AccessException.Invalid.class)
                .satisfies(e -> assertThat(((AccessException.Invalid) e).field()).isEqualTo("password"));
        assertThat(open.access.accounts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " joe", "Joe", "joe\n", "../joe", "<b>", "a b", "joe\"", "-joe", "abcdefghijklmnopqrstuvwxyz0123456789"})
    void aNameThatIsNoneIsRefused(String name) {
        assertThatThrownBy(() -> open.access.add("test", "", name, Role.VIEWER, Open.GOOD))
                .isInstanceOf(AccessException.Invalid.class);
    }

    @Test
    void thereIsAlwaysAnAdmin() {
        open.account("ann", Role.ADMIN);
        assertThatThrownBy(() -> open.access.remove("ann", "", "ann")).isInstanceOf(AccessException.Conflict.class);
        assertThatThrownBy(() -> open.access.change("ann", "", "ann", Optional.of(Role.VIEWER), Optional.empty()))
                .isInstanceOf(AccessException.Conflict.class);
        open.account("bob", Role.ADMIN);
        open.access.remove("ann", "", "ann");
        assertThat(open.access.accounts()).extracting(Account::name).containsExactly("bob");
    }

    @Test
    void aRoleCountsAtOnce() {
        open.account("ann", Role.ADMIN);
        open.account("joe", Role.OPERATOR);
        Access.Entered entered = open.login("joe");
        open.access.change("ann", "", "joe", Optional.of(Role.VIEWER), Optional.empty());
        assertThat(open.caller(entered).map(Caller::role)).contains(Role.VIEWER);
        open.access.remove("ann", "", "joe");
        assertThat(open.caller(entered)).isEmpty();
        assertThat(open.access.holds(entered.caller())).isFalse();
    }

    // ---- the first admin

    @Test
    void theFirstAdminIsMadeOnceByTheKey() {
        String key = open.access.openSetup().orElseThrow();
        assertThatThrownBy(() -> open.access.setUp("x".repeat(43), "ann", Open.GOOD, Open.HERE)).isInstanceOf(AccessException.Refused.class);
        Access.Entered entered = open.access.setUp(key, "ann", Open.GOOD, Open.HERE);
        assertThat(open.caller(entered).map(Caller::role)).contains(Role.ADMIN);
        assertThatThrownBy(() -> open.access.setUp(key, "eve", Open.GOOD, Open.HERE)).isInstanceOf(AccessException.Refused.class);
        assertThat(open.access.openSetup()).isEmpty();
        assertThat(open.access.accounts()).extracting(Account::name).containsExactly("ann");
    }

    @Test
    void theKeyIsGoodForAnHour() {
        String key = open.access.openSetup().orElseThrow();
        open.clock.advance(Setup.VALID);
        assertThatThrownBy(() -> open.access.setUp(key, "ann", Open.GOOD, Open.HERE)).isInstanceOf(AccessException.Refused.class);
    }

    @Test
    void aKeyThatIsNotUsedWellIsNotUsedUp() {
        String key = open.access.openSetup().orElseThrow();
        assertThatThrownBy(() -> open.access.setUp(key, "ann", "short", Open.HERE)).isInstanceOf(AccessException.Invalid.class);
        assertThat(open.access.setUp(key, "ann", Open.GOOD, Open.HERE).session()).isNotEmpty();
    }

    // ---- the audit, and other processes

    @Test
    void loginsAndFailuresAreWrittenDown() {
        open.account("joe", Role.VIEWER);
        Access.Entered entered = open.login("joe");
        assertThatThrownBy(() -> open.access.login("joe", "wrong wrong wrong", "198.51.100.7")).isInstanceOf(AccessException.class);
        open.access.note(entered.caller(), Open.HERE, "PUT", "/api/v1/devices/e1-1", 403);
        open.access.logout(entered.caller(), Open.HERE);
        assertThat(open.access.audit(OptionalLong.empty(), 10))
                .extracting(e -> e.action() + " " + e.what() + " " + e.who() + " " + e.source() + " " + e.result())
                .containsExactly(
                        "logout  joe 192.0.2.1 done",
                        "PUT /api/v1/devices/e1-1 joe 192.0.2.1 403",
                        "login  joe 198.51.100.7 refused",
                        "login  joe 192.0.2.1 done",
                        "account.add joe test  viewer");
    }

    @Test
    void theAuditIsOneLineAnEntryWhateverAStrangerSends() {
        assertThatThrownBy(() -> open.access.login("eve\r\nlogin \"joe\" done\u2028\u001b[2J", "x", Open.HERE)).isInstanceOf(AccessException.class);
        assertThat(open.access.audit(OptionalLong.empty(), 1).getFirst().who()).isEqualTo("eve??login ?joe? done??[2j");
    }

    @Test
    void strangersDoNotPushTheAuditOut() {
        for (int i = 0; i < 1000; i++) {
            open.access.note(Caller.NOBODY, "203.0.113.9", "PUT", "/api/v1/devices/e1-1", 401);
        }
        assertThat(open.access.audit(OptionalLong.empty(), 1000)).hasSize(10);
        assertThat(open.reading("vor_access_audit_dropped_total")).isEqualTo(990);
    }

    @Test
    void theAuditHasAnAge() {
        open.account("joe", Role.VIEWER);
        open.clock.advance(AuditLog.KEPT.plusDays(1));
        open.again();
        open.login("joe");
        assertThat(open.access.audit(OptionalLong.empty(), 10)).extracting(AuditEntry::action).containsExactly("login");
    }

    @Test
    void whatAnotherProcessWritesIsSeen() {
        open.account("joe", Role.ADMIN);
        Access.Entered entered = open.login("joe");
        try (Access other = Access.open(folder, open.clock, Open.CHEAP)) {
            other.change("root", "terminal", "joe", Optional.empty(), Optional.of("five warm red foxes"));
            other.add("root", "terminal", "ann", Role.VIEWER, Open.GOOD);
        }
        open.chore();
        assertThat(open.caller(entered)).isEmpty();
        assertThat(open.login("ann").session()).isNotEmpty();
    }

    @Test
    void aPasswordOfLessEffortIsHashedAnewAtLogin() {
        open.account("joe", Role.VIEWER);
        open.access.close();
        open.access = Access.open(folder, open.clock, new Effort(128, 2));
        double before = open.reading("vor_access_hashed_total");
        open.login("joe");
        assertThat(open.reading("vor_access_hashed_total") - before).isGreaterThanOrEqualTo(2);
        double between = open.reading("vor_access_hashed_total");
        open.login("joe");
        assertThat(open.reading("vor_access_hashed_total") - between).isEqualTo(1);
    }
}
