package vor.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vor.model.Device;
import vor.model.Handler;
import vor.model.Observation;
import vor.model.State;
import vor.model.Verdict;

/**
 * What every handler keeps to. A handler's test extends this and gets these tests beside its own.
 *
 * <p>Set the system property {@code vor.seed} to repeat a random run that failed.
 */
public abstract class HandlerContract {
    private static final Instant NOW = Instant.parse("2026-04-01T12:00:00Z");
    private static final int PICTURES = 1000;

    /** A new handler, as the list of handlers makes it. */
    protected abstract Handler handler();

    @Test
    void judgesADeviceThatThePictureDoesNotHold() {
        Device stranger = Devices.device(99, "stranger").addresses("198.18.9.9").below(98).build();
        assertSound(handler(), stranger, Pictures.empty(NOW));
    }

    @Test
    void judgesADeviceWithoutAddresses() {
        Device bare = Devices.device(1, "bare").build();
        assertSound(handler(), bare, Pictures.of(NOW, bare));
    }

    @Test
    void judgesADeviceThatNobodyHasAsked() {
        Device fresh = Devices.device(1, "fresh").addresses("198.18.0.1", "fd9a::1").build();
        assertSound(handler(), fresh, Pictures.of(NOW, fresh));
    }

    @Test
    void judgesADeviceThatIsItsOwnUplink() {
        Device ring = Devices.device(1, "ring").addresses("198.18.0.1").below(1).build();
        Pictures picture = Pictures.of(NOW, ring)
                .with(Pings.of(1, "198.18.0.1", NOW).down(NOW.minusSeconds(9), NOW.minusSeconds(8)).build());
        assertSound(handler(), ring, picture);
    }

    @Test
    void survivesAThousandRandomPictures() {
        long seed = Long.getLong("vor.seed", System.identityHashCode(this) * 31L + PICTURES);
        RandomPictures pictures = new RandomPictures(seed, NOW);
        Handler handler = handler();
        for (int i = 0; i < PICTURES; i++) {
            Pictures picture = pictures.next();
            int number = i;
            assertThatCode(() -> picture.inventory().devices().forEach(d -> assertSound(handler, d, picture)))
                    .as("picture %d of -Dvor.seed=%d", number, seed)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void isNamedForApiAndPeople() {
        Handler handler = handler();
        assertThat(handler.name()).matches("[a-z][a-z0-9-]{1,15}").isNotEqualTo("health");
        assertThat(handler.title()).isNotBlank().hasSizeLessThanOrEqualTo(24);
        assertThat(handler.legend()).isNotBlank().endsWith(".");
    }

    /** What the handler says of a device that stands below {@code core}, id 1, when this was seen. */
    protected final Verdict judge(Device device, Instant now, Observation... seen) {
        Device core = Devices.device(1, "core").addresses("198.18.0.1").build();
        return handler().judge(device, Pictures.of(now, core, device).with(seen), now);
    }

    private static void assertSound(Handler handler, Device device, Pictures picture) {
        Verdict verdict = handler.judge(device, picture, NOW);
        assertThat(verdict).isNotNull();
        assertThat(verdict.score()).isBetween(0, 1000);
        assertThat(verdict.label()).hasSizeLessThanOrEqualTo(8);
        assertThat(verdict.why()).doesNotContain("\n");
        if (verdict.state() != State.GOOD) {
            assertThat(verdict.why()).isNotBlank();
        }
        assertThat(verdict.cause()).isNotEqualTo(Optional.of(device.id()));
        assertThat(handler.judge(device, picture, NOW)).as("the same question again").isEqualTo(verdict);
    }
}
