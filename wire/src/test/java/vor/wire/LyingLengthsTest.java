package vor.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import vor.wire.collectd.CollectdReader;
import vor.wire.collectd.SecurityLevel;
import vor.wire.collectd.Users;
import vor.wire.graphite.PickleReader;
import vor.wire.riemann.RiemannReader;
import vor.wire.snmp.Credential;
import vor.wire.snmp.NotificationReader;

/** A few bytes that promise gigabytes: what a decoder takes of memory is measured, and is in proportion to what is there. */
class LyingLengthsTest {
    /** For a message of at most 64 bytes. */
    private static final long MOST = 256 << 10;

    static Stream<Arguments> messages() {
        PickleReader pickles = new PickleReader(50_000, 4_096);
        RiemannReader riemann = new RiemannReader(100_000);
        CollectdReader collectd = new CollectdReader(SecurityLevel.NONE, Users.none());
        NotificationReader traps = new NotificationReader(List.<Credential>of(), new byte[] {1, 2, 3, 4, 5}, 1, 0, new Random(1));
        Consumer<byte[]> pickle = b -> pickles.read(b, 0, b.length, Instant.EPOCH);
        Consumer<byte[]> event = b -> riemann.read(b, 0, b.length, Instant.EPOCH);
        Consumer<byte[]> packet = b -> collectd.read(b, 0, b.length);
        Consumer<byte[]> trap = b -> traps.read(b, b.length, 0);
        return Stream.of(
                Arguments.of("pickle BINUNICODE", pickle, "58ffffff7f61"),
                Arguments.of("pickle BINUNICODE8", pickle, "80048dffffffffffffff7f61"),
                Arguments.of("pickle BINBYTES", pickle, "800342ffffff7f61"),
                Arguments.of("pickle BINBYTES8", pickle, "80048effffffffffffff7f61"),
                Arguments.of("pickle BYTEARRAY8", pickle, "800596ffffffffffffff7f61"),
                Arguments.of("pickle BINSTRING", pickle, "54ffffff7f61"),
                Arguments.of("pickle LONG4", pickle, "80028bffffff7f61"),
                Arguments.of("pickle FRAME", pickle, "800495ffffffffffffff7f5d2e"),
                Arguments.of("pickle memo", pickle, "5d72ffffff7f2e"),
                Arguments.of("riemann event", event, "32ffffffff070a01"),
                Arguments.of("riemann text", event, "32080affffffff0f6161"),
                Arguments.of("riemann group", event, "33333333333333"),
                Arguments.of("collectd part", packet, "0000ffff6161"),
                Arguments.of("collectd values", packet, "0006000fffff00000000000000000000"),
                Arguments.of("collectd encrypted", packet, "0210ffffffff6161"),
                Arguments.of("collectd signed", packet, "0200ffff6161"),
                Arguments.of("snmp sequence", trap, "3084ffffffff02010104"),
                Arguments.of("snmp text", trap, "300a02010104847fffffff61"));
    }

    private static long allocated(Runnable work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        work.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("messages")
    void lengthsAllocateNothingAheadOfTheirBytes(String name, Consumer<byte[]> reader, String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        reader.accept(bytes); // classes are loaded once
        assertThat(allocated(() -> reader.accept(bytes))).as(name).isLessThan(MOST);
    }
}
