package vor.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vor.testkit.ManualClock;

/** Guessing passwords, on virtual time. */
class AttemptsTest {
    private static final String ADMIN = "ann";
    private static final String USUAL = "192.0.2.1";

    private final ManualClock clock = new ManualClock();
    private final Attempts attempts = new Attempts(clock, ADMIN::equals);

    private boolean mayTry(String name, String source) {
        try {
            attempts.take(name, source);
            return true;
        } catch (AccessException.Limited e) {
            return false;
        }
    }

    private int tries(String name, String source, int count) {
        return (int) IntStream.range(0, count).filter(i -> mayTry(name, source)).count();
    }

    @Test
    void fiveFailuresAtOnceThenOneEachHalfMinute() {
        assertThat(tries(ADMIN, USUAL, 100)).isEqualTo(5);
        clock.advance(Duration.ofSeconds(29));
        assertThat(tries(ADMIN, USUAL, 100)).isZero();
        clock.advance(Duration.ofSeconds(1));
        assertThat(tries(ADMIN, USUAL, 100)).isEqualTo(1);
    }

    @Test
    void saysInSecondsWhenToTryAgain() {
        tries(ADMIN, USUAL, 5);
        clock.advance(Duration.ofMillis(9_500));
        assertThat(catchThrowableOfType(AccessException.Limited.class, () -> attempts.take(ADMIN, USUAL)).seconds()).isEqualTo(21);
    }

    @Test
    void aDayOfGuessingByOneAddressIsSomeThousandTries() {
        AtomicInteger made = new AtomicInteger();
        for (int second = 0; second < 86_400; second += 2) {
            made.addAndGet(tries("name" + second, USUAL, 3));
            clock.advance(Duration.ofSeconds(2));
        }
        assertThat(made.get()).isBetween(86_400 / 6, 86_400 / 6 + 20);
    }

    @Test
    void aThousandAddressesGuessNoFasterAtOneAccount() {
        AtomicInteger made = new AtomicInteger();
        for (int second = 0; second < 3600; second += 10) {
            for (int i = 0; i < 1000; i++) {
                made.addAndGet(tries(ADMIN, "198.51." + i / 250 + "." + i % 250, 1));
            }
            clock.advance(Duration.ofSeconds(10));
        }
        assertThat(made.get()).isBetween(360, 390);
    }

    @Test
    void guessingFromElsewhereDoesNotLockAnAdminOutAtTheUsualPlace() {
        attempts.isUsual(ADMIN, USUAL);
        for (int i = 0; i < 1000; i++) {
            tries(ADMIN, "198.51." + i / 250 + "." + i % 250, 20);
        }
        assertThat(mayTry(ADMIN, USUAL)).isTrue();
    }

    @Test
    void nobodyIsLockedOutForEver() {
        for (int i = 0; i < 1000; i++) {
            tries(ADMIN, "198.51." + i / 250 + "." + i % 250, 20);
        }
        assertThat(mayTry(ADMIN, "203.0.113.5")).isFalse();
        clock.advance(Duration.ofSeconds(10));
        assertThat(mayTry(ADMIN, "203.0.113.5")).isTrue();
    }

    @Test
    void oneHostsWholeNetworkOfIpv6IsOneAddress() {
        assertThat(IntStream.range(0, 100).filter(i -> mayTry("n" + i, "2001:db8:1:2::" + Integer.toHexString(i))).count()).isEqualTo(20);
        assertThat(mayTry("m", "2001:db8:1:3::1")).isTrue();
    }

    @Test
    void successesAreNoFailures() {
        for (int i = 0; i < 1000; i++) {
            assertThatCode(() -> attempts.take(ADMIN, USUAL)).doesNotThrowAnyException();
            attempts.give(ADMIN, USUAL);
        }
    }

    @Test
    void manyAtTheSameTimeCountBeforeAnyOfThemHasFailed(@TempDir Path folder) throws InterruptedException {
        try (Open open = new Open(folder)) {
            open.account(ADMIN, Role.ADMIN);
            AtomicInteger refused = new AtomicInteger();
            AtomicInteger limited = new AtomicInteger();
            Thread[] threads = IntStream.range(0, 100).mapToObj(i -> Thread.startVirtualThread(() -> {
                        try {
                            open.access.login(ADMIN, "a wrong password", USUAL);
                        } catch (AccessException.Limited e) {
                            limited.incrementAndGet();
                        } catch (AccessException.Refused e) {
                            refused.incrementAndGet();
                        }
                    }))
                    .toArray(Thread[]::new);
            for (Thread t : threads) {
                t.join();
            }
            assertThat(refused.get()).isEqualTo(5);
            assertThat(limited.get()).isEqualTo(95);
        }
    }

    @Test
    void theTableOfKeysIsBounded() {
        Limiter limiter = new Limiter(clock, 1, Duration.ofHours(1), 100);
        for (int i = 0; i < 10_000; i++) {
            limiter.take("key" + i);
        }
        assertThat(limiter.size()).isEqualTo(100);
    }
}
