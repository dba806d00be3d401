package vor.server.collect.ping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.api.Test;
import vor.model.Clock;
import vor.model.Family;
import vor.wire.icmp.EchoCodec;

/** The kernel's own behaviour, on the loopback. */
class NativeSocketTest {
    private static final int ID = 0x5151;

    private final Clock clock = Clock.system();
    private final Caught caught = new Caught();

    private static final class Caught implements EchoSocket.Arrivals {
        final List<Integer> sequences = new ArrayList<>();
        final List<Long> queued = new ArrayList<>();
        int forged;
        int odd;

        @Override
        public void reply(long hi, long lo, int index, int sequence, long sentAt, long queued) {
            sequences.add(sequence);
            this.queued.add(queued);
        }

        @Override
        public void forged(long hi, long lo, int index) {
            forged++;
        }

        @Override
        public void odd(EchoSocket.Oddity oddity) {
            odd++;
        }
    }

    @ParameterizedTest
    @CsvSource({"V4, 127.9.8.7", "V6, ::1"})
    void manyRequestsComeBackWithTheirKernelTime(Family family, String address) {
        try (NativeSocket socket = open(family, new EchoCodec(ID, 1, 2))) {
            for (int round = 0; round < 10; round++) {
                send(socket, address, 32 * round, 32);
            }
            socket.receive(caught);
        }
        assertThat(caught.sequences).hasSize(320).doesNotHaveDuplicates();
        assertThat(caught.queued).allMatch(q -> q >= 0 && q < 10 * Deciding.SECOND).anyMatch(q -> q > 0);
        assertThat(caught.odd).isZero();
    }

    @Test
    void repliesToOthersStayInTheKernelAndRepliesUnderAnotherKeyAreForged() {
        try (NativeSocket ours = open(Family.V4, new EchoCodec(ID, 1, 2));
                NativeSocket sameId = open(Family.V4, new EchoCodec(ID, 3, 4));
                NativeSocket stranger = open(Family.V4, new EchoCodec(ID + 1, 1, 2))) {
            send(stranger, "127.0.0.1", 0, 10);
            ours.receive(caught);
            assertThat(caught.odd + caught.forged + caught.sequences.size()).isZero();
            send(sameId, "127.0.0.1", 0, 10);
            ours.receive(caught);
            assertThat(caught.forged).isEqualTo(10);
            assertThat(caught.sequences).isEmpty();
        }
    }

    @Test
    void oneRefusedRequestDoesNotHoldTheOthersUp() {
        try (NativeSocket socket = open(Family.V4, new EchoCodec(ID, 1, 2))) {
            Outgoing batch = new Outgoing();
            batch.sentAt = clock.nanos();
            batch.add(Address.literal("127.0.0.1").orElseThrow(), 0, 0);
            batch.add(Address.literal("127.255.255.255").orElseThrow(), 1, 1);
            batch.add(Address.literal("127.0.0.2").orElseThrow(), 2, 2);
            socket.send(batch);
            assertThat(batch.errno[0]).isZero();
            assertThat(batch.errno[1]).isEqualTo(Errno.EACCES);
            assertThat(batch.errno[2]).isZero();
            socket.receive(caught);
            assertThat(caught.sequences).containsExactlyInAnyOrder(0, 2);
        }
    }

    @Test
    void theLoopbackHasACarrierAndNoGateway() {
        Set<Address> gateways = new LinkedHashSet<>();
        Set<String> interfaces = new LinkedHashSet<>();
        try (RouteLookup lookup = new RouteLookup();
                NativeSocket socket = open(Family.V4, new EchoCodec(ID, 1, 2))) {
            lookup.ask(Address.literal("127.0.0.1").orElseThrow(), gateways, interfaces);
            lookup.ask(Address.literal("::1").orElseThrow(), gateways, interfaces);
            assertThat(gateways).isEmpty();
            assertThat(interfaces).containsExactly("lo");
            Carrier carrier = new Carrier(socket.descriptor());
            assertThat(carrier.apply(List.of("lo"))).isEmpty();
            assertThat(carrier.apply(List.of("no-such-if"))).hasValue("no-such-if has no carrier");
            assertThat(carrier.apply(List.of("no-such-if", "lo"))).isEmpty();
        }
    }

    private void send(NativeSocket socket, String address, int from, int count) {
        Outgoing batch = new Outgoing();
        batch.sentAt = clock.nanos();
        for (int i = 0; i < count; i++) {
            batch.add(Address.literal(address).orElseThrow(), 7, from + i);
        }
        socket.send(batch);
        assertThat(batch.errno).containsOnly(0);
    }

    private NativeSocket open(Family family, EchoCodec codec) {
        try {
            return NativeSocket.open(family, codec, clock, 1 << 20);
        } catch (IOException e) {
            assumeTrue(false, "SKIPPED: " + e.getMessage());
            throw new AssertionError(e);
        }
    }
}
