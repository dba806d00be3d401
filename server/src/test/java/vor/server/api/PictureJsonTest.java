package vor.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vor.model.Device;
import vor.model.Frame;
import vor.model.Inventory;
import vor.model.Ping;

class PictureJsonTest {

    @ParameterizedTest
    @CsvSource({
        "NaN, null", "Infinity, null", "-Infinity, null", "0, 0", "-0.0, 0", "1, 1", "0.0004, 0", "0.0006, 0.001",
        "0.41249, 0.412", "1500.0005, 1500", "123456.789, 123456.789"
    })
    void writesMillisecondsToTheMicrosecond(double value, String expected) {
        assertThat(new String(Bytes.json(out -> PictureJson.millis(out, value)), StandardCharsets.UTF_8))
                .isEqualTo(expected);
    }

    /** A second's worth of 10,000 targets takes a small part of a core's second. */
    @Test
    void writesTenThousandSummariesInAFractionOfASecond() {
        List<Device> devices = new ArrayList<>();
        List<Ping> pings = new ArrayList<>();
        for (int i = 1; i <= 10_000; i++) {
            devices.add(Fake.device(i, "device-" + i));
            pings.add(Fake.ping(i, Ping.State.UP));
        }
        Inventory inventory = new Inventory(1, devices, List.of(), List.of(), List.of());
        Frame frame = new Frame(Fake.picture(2, inventory), Fake.picture(1, inventory), pings, List.of());
        Bytes bytes = new Bytes();
        long best = Long.MAX_VALUE;
        int size = 0;
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        for (int i = 0; i < 30; i++) {
            long start = threads.getCurrentThreadCpuTime();
            size = bytes.write(out -> FrameJson.write(out, frame, Fake.calm(), 1)).take().length;
            best = Math.min(best, threads.getCurrentThreadCpuTime() - start);
        }
        System.out.printf("10,000 summaries: %.1f ms, %d bytes%n", best / 1e6, size);
        assertThat(best).isLessThan(100_000_000L);
    }
}
