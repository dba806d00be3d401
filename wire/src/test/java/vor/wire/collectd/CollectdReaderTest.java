package vor.wire.collectd;

import static org.assertj.core.api.Assertions.assertThat;
import static vor.wire.collectd.Captures.damage;
import static vor.wire.collectd.Captures.valuesOf;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CollectdReaderTest {
    private static final Identifier LOAD = new Identifier("web1", "load", "", "load", "");

    private static List<Heard> read(Packet packet) {
        return Captures.read(packet.bytes());
    }

    private static Heard.Values one(Packet packet) {
        assertThat(read(packet)).hasSize(1);
        return valuesOf(read(packet).getFirst());
    }

    @Test
    void nothingIsNothing() {
        assertThat(read(new Packet())).isEmpty();
    }

    @Test
    void everyKindOfValueKeepsEveryBit() {
        assertThat(one(Packet.ofLoad().values(0, 0, -1)).values()).containsExactly(new Value.Counter(0), new Value.Counter(-1));
        assertThat(one(Packet.ofLoad().gauge(-1.5)).values()).containsExactly(new Value.Gauge(-1.5));
        assertThat(one(Packet.ofLoad().gauge(Double.NaN)).values()).containsExactly(new Value.Gauge(Double.NaN));
        assertThat(one(Packet.ofLoad().values(2, Long.MIN_VALUE)).values()).containsExactly(new Value.Derive(Long.MIN_VALUE));
        assertThat(one(Packet.ofLoad().values(3, 1L << 63)).values()).containsExactly(new Value.Absolute(1L << 63));
    }

    @Test
    void wordsAndTimesHoldUntilTheyAreToldAgain() {
        List<Heard> heard = read(Packet.ofLoad().text(Packet.PLUGIN_INSTANCE, "a").number(Packet.INTERVAL, 10).gauge(1)
                .text(Packet.TYPE_INSTANCE, "b").gauge(2).number(Packet.TIME, 2_000).text(Packet.PLUGIN, "cpu").gauge(3));
        assertThat(heard).extracting(h -> valuesOf(h).identifier().service()).containsExactly("load-a/load", "load-a/load-b", "cpu-a/load-b");
        assertThat(heard).extracting(h -> valuesOf(h).time().getEpochSecond()).containsExactly(1_000L, 1_000L, 2_000L);
        assertThat(heard).extracting(h -> valuesOf(h).interval()).containsOnly(Optional.of(Duration.ofSeconds(10)));
    }

    @Test
    void anEmptyWordClears() {
        List<Heard> heard = read(Packet.ofLoad().text(Packet.PLUGIN_INSTANCE, "a").gauge(1).text(Packet.PLUGIN_INSTANCE, "").gauge(2));
        assertThat(heard).extracting(h -> valuesOf(h).identifier().pluginInstance()).containsExactly("a", "");
    }

    @Test
    void nothingHoldsBeyondItsPacket() {
        read(Packet.ofLoad().gauge(1));
        assertThat(damage(read(new Packet().gauge(1)).getFirst())).isEqualTo("values without time");
    }

    @Test
    void fineTimesAreOfTwoToTheThirtiethOfASecond() {
        Heard.Values heard = one(Packet.ofLoad().number(Packet.TIME_HR, 5L << 30 | 1L << 29).number(Packet.INTERVAL_HR, 3L << 28).gauge(1));
        assertThat(heard.time()).isEqualTo(Instant.ofEpochSecond(5, 500_000_000));
        assertThat(heard.interval()).contains(Duration.ofMillis(750));
    }

    @Test
    void timesThatNoClockShowsAreNone() {
        assertThat(damage(read(Packet.ofLoad().number(Packet.TIME, 0).gauge(1)).getFirst())).isEqualTo("values without time");
        assertThat(damage(read(Packet.ofLoad().number(Packet.TIME, -1).gauge(1)).getFirst())).isEqualTo("values without time");
        assertThat(damage(read(Packet.ofLoad().number(Packet.TIME_HR, 0).gauge(1)).getFirst())).isEqualTo("values without time");
        assertThat(one(Packet.ofLoad().number(Packet.TIME_HR, -1).gauge(1)).time()).isEqualTo(Instant.ofEpochSecond((1L << 34) - 1, 999_999_999));
    }

    @Test
    void intervalsOfZeroAreNoneAndEndlessOnesAreShortened() {
        assertThat(one(Packet.ofLoad().gauge(1)).interval()).isEmpty();
        assertThat(one(Packet.ofLoad().number(Packet.INTERVAL, 0).gauge(1)).interval()).isEmpty();
        assertThat(one(Packet.ofLoad().number(Packet.INTERVAL, Long.MAX_VALUE).gauge(1)).interval()).contains(Duration.ofSeconds(500_000_000));
        assertThat(one(Packet.ofLoad().number(Packet.INTERVAL_HR, -1).gauge(1)).interval()).contains(Duration.ofSeconds(500_000_000));
    }

    @Test
    void valuesWithoutHostPluginOrTypeAreDamageAndReadingGoesOn() {
        assertThat(read(Packet.ofLoad().text(Packet.HOST, "").gauge(1).text(Packet.HOST, "web1").gauge(2)))
                .containsExactly(
                        new Heard.Damage("values without host", 44),
                        new Heard.Values(LOAD, Instant.ofEpochSecond(1_000), Optional.empty(), List.of(new Value.Gauge(2)), List.of()));
        assertThat(damage(read(Packet.ofLoad().text(Packet.PLUGIN, "").gauge(1)).getFirst())).isEqualTo("values without plugin");
        assertThat(damage(read(Packet.ofLoad().text(Packet.TYPE, "").gauge(1)).getFirst())).isEqualTo("values without type");
    }

    @Test
    void partsOfOtherTypesArePassedOver() {
        assertThat(one(Packet.ofLoad().part(0x0042, new byte[3]).part(0xffff, new byte[0]).gauge(1)).identifier()).isEqualTo(LOAD);
    }

    @Test
    void notificationsHaveWhatTheyAreAboutAndHowBadItIs() {
        assertThat(read(Packet.ofLoad().number(Packet.SEVERITY, 1).text(Packet.MESSAGE, "too much").number(Packet.SEVERITY, 4).text(Packet.MESSAGE, "well"))).containsExactly(
                new Heard.Notification(LOAD, Severity.FAILURE, Instant.ofEpochSecond(1_000), "too much"),
                new Heard.Notification(LOAD, Severity.OKAY, Instant.ofEpochSecond(1_000), "well"));
    }

    @Test
    void notificationsWithoutSeverityTimeOrMessageAreDamage() {
        assertThat(damage(read(Packet.ofLoad().text(Packet.MESSAGE, "m")).getFirst())).isEqualTo("a notification without a severity that is known");
        assertThat(damage(read(Packet.ofLoad().number(Packet.SEVERITY, 3).text(Packet.MESSAGE, "m")).getFirst())).isEqualTo("a notification without a severity that is known");
        assertThat(damage(read(new Packet().number(Packet.SEVERITY, 2).text(Packet.MESSAGE, "m")).getFirst())).isEqualTo("a notification without time");
        assertThat(damage(read(Packet.ofLoad().number(Packet.SEVERITY, 2).text(Packet.MESSAGE, "")).getFirst())).isEqualTo("a notification without message");
    }

    @Test
    void whatWasHeardBeforeDamageCounts() {
        List<Heard> heard = read(Packet.ofLoad().gauge(1).raw(new byte[] {0, 6, 1, 0}).gauge(2));
        assertThat(heard).hasSize(2);
        assertThat(valuesOf(heard.getFirst()).values()).containsExactly(new Value.Gauge(1));
        assertThat(heard.getLast()).isEqualTo(new Heard.Damage("a part of 256 bytes where 19 are left", 54));
    }

    @Test
    void lengthsThatCannotBeAreDamage() {
        assertThat(damage(read(new Packet().raw(new byte[] {0, 0, 0, 3})).getFirst())).isEqualTo("a part of 3 bytes where 4 are left");
        assertThat(damage(read(new Packet().raw(new byte[] {0, 0, 0})).getFirst())).isEqualTo("the head of a part is cut off");
        assertThat(damage(read(new Packet().part(Packet.TIME, new byte[7])).getFirst())).isEqualTo("a number of 7 bytes, not 8");
        assertThat(damage(read(new Packet().part(Packet.HOST, new byte[0])).getFirst())).isEqualTo("a text without zero byte at its end");
        assertThat(damage(read(new Packet().part(Packet.HOST, new byte[] {'a'})).getFirst())).isEqualTo("a text without zero byte at its end");
    }

    @Test
    void valuesWhoseNumberDoesNotFitTheirLengthAreDamage() {
        assertThat(damage(read(Packet.ofLoad().part(6, new byte[0])).getFirst())).isEqualTo("0 values in 0 bytes");
        assertThat(damage(read(Packet.ofLoad().part(6, new byte[2])).getFirst())).isEqualTo("0 values in 2 bytes");
        assertThat(damage(read(Packet.ofLoad().part(6, new byte[] {(byte) 0xff, (byte) 0xff, 1})).getFirst())).isEqualTo("65535 values in 3 bytes");
        assertThat(damage(read(Packet.ofLoad().part(6, new byte[] {0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0})).getFirst())).isEqualTo("1 values in 12 bytes");
        assertThat(damage(read(Packet.ofLoad().values(4, 1)).getFirst())).isEqualTo("a value of the unknown kind 4");
        assertThat(damage(read(Packet.ofLoad().values(255, 1)).getFirst())).isEqualTo("a value of the unknown kind 255");
    }

    @Test
    void wordsEndAtTheirFirstZeroByteAndHaveALimit() {
        assertThat(one(Packet.ofLoad().text(Packet.HOST, "a\0b").gauge(1)).identifier().host()).isEqualTo("a");
        assertThat(one(Packet.ofLoad().text(Packet.HOST, "a".repeat(255)).gauge(1)).identifier().host()).hasSize(255);
        assertThat(damage(read(Packet.ofLoad().text(Packet.HOST, "a".repeat(256)).gauge(1)).getFirst())).isEqualTo("a name of 256 bytes, more than 255");
        assertThat(read(Packet.ofLoad().number(Packet.SEVERITY, 2).text(Packet.MESSAGE, "m".repeat(1_000))).getFirst()).isInstanceOf(Heard.Notification.class);
    }

    @Test
    void bytesThatAreNoTextAreMarked() {
        assertThat(one(Packet.ofLoad().part(Packet.HOST, new byte[] {'a', (byte) 0xff, 0}).gauge(1)).identifier().host()).isEqualTo("a\ufffd");
    }

    @Test
    void aPacketWithinAnArrayIsReadAlone() {
        byte[] packet = Packet.ofLoad().gauge(1).bytes();
        byte[] array = Packet.joined(new byte[9], Packet.joined(packet, new byte[] {1}));
        assertThat(new CollectdReader(SecurityLevel.NONE, Users.none()).read(array, 9, packet.length)).isEqualTo(Captures.read(packet));
        assertThat(new CollectdReader(SecurityLevel.NONE, Users.none()).read(array, 9, packet.length + 1).getLast())
                .isEqualTo(new Heard.Damage("the head of a part is cut off", packet.length));
    }

    @Test
    void everyCutOfARealPacketKeepsWhatCameBefore() {
        for (byte[] packet : List.of(Captures.plainValues(), Captures.plainNotification())) {
            List<Heard> whole = Captures.read(packet);
            assertThat(whole).noneMatch(Heard.Damage.class::isInstance);
            for (int length = 0; length < packet.length; length++) {
                List<Heard> cut = Captures.read(Arrays.copyOf(packet, length));
                List<Heard> sound = cut.stream().filter(h -> !(h instanceof Heard.Damage)).toList();
                assertThat(sound).as("the first %d bytes", length).isEqualTo(whole.subList(0, sound.size())).hasSizeLessThan(whole.size());
                assertThat(cut.size() - sound.size()).as("the first %d bytes", length).isLessThanOrEqualTo(1);
            }
        }
    }
}
