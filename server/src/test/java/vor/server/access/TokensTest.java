package vor.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys for programs. */
class TokensTest {
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

    private Access.Made token(Caller caller, Role role) {
        return open.access.makeToken(caller, Open.HERE, "backup", role, open.clock.now().plus(Duration.ofDays(30)));
    }

    @Test
    void aTokenIsItsOwnerWithAtMostItsRole() {
        open.account("joe", Role.OPERATOR);
        Access.Made made = token(open.login("joe").caller(), Role.VIEWER);
        assertThat(made.key()).startsWith("vor_").hasSize(47);
        assertThat(open.access.byToken(made.key(), Open.HERE)).hasValueSatisfying(c -> {
            assertThat(c.name()).isEqualTo("joe");
            assertThat(c.role()).isEqualTo(Role.VIEWER);
        });
        assertThat(open.access.byToken(made.key() + "x", Open.HERE)).isEmpty();
    }

    @Test
    void aTokenIsNeverMoreThanItsOwnerIsNow() {
        open.account("ann", Role.ADMIN);
        open.account("joe", Role.OPERATOR);
        Caller joe = open.login("joe").caller();
        assertThatThrownBy(() -> token(joe, Role.ADMIN)).isInstanceOf(AccessException.Invalid.class);
        Access.Made made = token(joe, Role.OPERATOR);
        open.access.change("ann", "", "joe", Optional.of(Role.VIEWER), Optional.empty());
        assertThat(open.access.byToken(made.key(), Open.HERE).map(Caller::role)).contains(Role.VIEWER);
        open.access.remove("ann", "", "joe");
        assertThat(open.access.byToken(made.key(), Open.HERE)).isEmpty();
    }

    @Test
    void aTokenEnds() {
        open.account("joe", Role.OPERATOR);
        Access.Made made = token(open.login("joe").caller(), Role.VIEWER);
        open.clock.advance(Duration.ofDays(30).minusSeconds(1));
        assertThat(open.access.byToken(made.key(), Open.HERE)).isPresent();
        open.clock.advance(Duration.ofSeconds(1));
        assertThat(open.access.byToken(made.key(), Open.HERE)).isEmpty();
    }

    @Test
    void aTokenLivesAYearAtMost() {
        open.account("joe", Role.OPERATOR);
        Caller joe = open.login("joe").caller();
        for (Duration life : List.of(Duration.ofDays(-1), Duration.ZERO, Duration.ofDays(400))) {
            Instant expires = open.clock.now().plus(life);
            assertThatThrownBy(() -> open.access.makeToken(joe, Open.HERE, "x", Role.VIEWER, expires))
                    .as(life.toString())
                    .isInstanceOf(AccessException.Invalid.class);
        }
    }

    @Test
    void theLastUseOfATokenIsKnownWithItsAddress() {
        open.account("joe", Role.OPERATOR);
        Caller joe = open.login("joe").caller();
        Access.Made made = token(joe, Role.VIEWER);
        assertThat(open.access.tokens(joe).getFirst().used()).isEmpty();
        open.clock.advance(Duration.ofMinutes(7));
        open.access.byToken(made.key(), "198.51.100.7");
        Instant then = open.clock.now();
        open.chore();
        open.again();
        assertThat(open.access.tokens(joe).getFirst()).satisfies(t -> {
            assertThat(t.used()).contains(then);
            assertThat(t.source()).isEqualTo("198.51.100.7");
        });
    }

    @Test
    void onlyItsOwnerAndAdminsRevokeAToken() {
        open.account("ann", Role.ADMIN);
        open.account("joe", Role.OPERATOR);
        open.account("eve", Role.OPERATOR);
        Access.Made made = token(open.login("joe").caller(), Role.VIEWER);
        Caller eve = open.login("eve").caller();
        assertThat(open.access.tokens(eve)).isEmpty();
        assertThatThrownBy(() -> open.access.revoke(eve, Open.HERE, made.token().id())).isInstanceOf(AccessException.NotFound.class);
        open.access.revoke(open.login("ann").caller(), Open.HERE, made.token().id());
        assertThat(open.access.byToken(made.key(), Open.HERE)).isEmpty();
    }
}
