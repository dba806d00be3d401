package vor.server.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vor.model.Notice;
import vor.model.State;
import vor.server.inventory.InventoryStore;
import vor.testkit.ManualClock;

/** When the age of the newest backup is told, and how. */
class LimitsTest {
    private static final Limits LIMITS = new Limits(Duration.ofHours(26), Duration.ofDays(3));

    private final ManualClock clock = new ManualClock();
    private final Instant start = clock.now();

    @TempDir
    Path data = Path.of("");

    private InventoryStore store;
    private Backups backups;

    @BeforeEach
    void begin() {
        store = InventoryStore.open(data, clock, Set.of("wired"));
        backups = backups();
    }

    @AfterEach
    void end() {
        store.close();
    }

    private Backups backups() {
        return new Backups(data, data.resolve("vor.yaml"), () -> "Hall", store, clock);
    }

    private Optional<Notice> after(Duration time) {
        clock.advance(time);
        return backups.notice(LIMITS);
    }

    @Test
    void neverBackedUpIsNoTroubleTenMinutesAfterTheFirstStart() {
        assertThat(after(Duration.ofMinutes(10))).isEmpty();
    }

    @Test
    void neverBackedUpTurnsWornAndBadCountedFromTheFirstStart() {
        assertThat(after(Duration.ofHours(26).minusMillis(1))).isEmpty();
        assertThat(after(Duration.ofMillis(1))).contains(
                new Notice("backup", State.WORN, "Never backed up in 26 hours; run ./vor backup FILE.", start.plus(Duration.ofHours(26))));
        assertThat(after(Duration.ofHours(46))).contains(
                new Notice("backup", State.BAD, "Never backed up in 3 days; run ./vor backup FILE.", start.plus(Duration.ofDays(3))));
    }

    @Test
    void aRestartIsNoFirstStart() {
        clock.advance(Duration.ofDays(4));
        backups = backups();
        assertThat(after(Duration.ZERO).orElseThrow().state()).isEqualTo(State.BAD);
    }

    @Test
    void aBackupMendsItAndItsAgeCountsFromThen() throws IOException {
        clock.advance(Duration.ofDays(5));
        backups.make((file, manifest) -> assertThat(Files.size(file)).isPositive());
        Instant made = clock.now();
        assertThat(backups.notice(LIMITS)).isEmpty();
        assertThat(after(Duration.ofHours(25))).isEmpty();
        assertThat(after(Duration.ofDays(3))).contains(
                new Notice("backup", State.BAD, "No backup for 4 days; run ./vor backup FILE.", made.plus(Duration.ofDays(3))));
    }

    @Test
    void aBackupThatNobodyTookWholeDoesNotCount() {
        clock.advance(Duration.ofDays(5));
        assertThatThrownBy(() -> backups.make((file, manifest) -> {
                    throw new IOException("the reader has gone");
                }))
                .isInstanceOf(BackupException.class);
        assertThat(backups.notice(LIMITS)).isPresent();
    }

    @Test
    void aWallClockThatWasAheadMakesNobodyAfraid() {
        clock.advance(Duration.ofDays(5));
        backups.make((file, manifest) -> {});
        clock.step(Duration.ofDays(-5));
        assertThat(backups.notice(LIMITS)).isEmpty();
    }

    @Test
    void badBeforeWornIsNoLimit() {
        assertThatThrownBy(() -> new Limits(Duration.ofHours(2), Duration.ofHours(1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Limits(Duration.ZERO, Duration.ofHours(1))).isInstanceOf(IllegalArgumentException.class);
    }
}
