package vor.wire.snmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BerTest {
    @ParameterizedTest
    @CsvSource({
        "41 05 00 ff ff ff ff, 4294967295",
        "41 04 ff ff ff fe, 4294967294", // looks negative
        "41 08 ff ff ff ff 80 00 00 00, 2147483648", // looks negative and long
        "41 08 00 00 00 00 80 00 00 00, 2147483648",
        "41 01 ff, 4294967295", // as net-snmp takes it
        "41 00, 0",
        "41 81 01 07, 7",
        "41 84 00 00 00 01 07, 7",
    })
    void counterIsForgiven(String hex, long expected) {
        assertThat(value(hex)).isEqualTo(new Value.Counter(expected));
    }

    @Test
    void otherSloppyNumbersAreForgiven() {
        assertThat(value("42 05 00 ff ff ff ff")).isEqualTo(new Value.Gauge(0xffff_ffffL));
        assertThat(value("47 01 05")).isEqualTo(new Value.Gauge(5));
        assertThat(value("43 04 ff ff ff ff")).isEqualTo(new Value.Ticks(0xffff_ffffL));
        assertThat(value("02 06 00 00 00 00 00 05")).isEqualTo(new Value.Int(5));
        assertThat(value("02 05 ff ff ff ff ff")).isEqualTo(new Value.Int(-1));
        assertThat(value("02 05 00 ff ff ff ff")).isEqualTo(new Value.Gauge(0xffff_ffffL));
        assertThat(value("46 09 00 ff ff ff ff ff ff ff ff")).isEqualTo(new Value.Counter64(-1));
        assertThat(value("46 08 ff ff ff ff ff ff ff ff")).isEqualTo(new Value.Counter64(-1));
        assertThat(value("46 00")).isEqualTo(new Value.Counter64(0));
        assertThat(value("40 00")).isEqualTo(new Value.Octets(new byte[0]));
        assertThat(value("06 00")).isEqualTo(new Value.ObjectId(Oid.of(new int[0])));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "41 05 01 00 00 00 00", "41 05 fe ff ff ff ff", "46 09 01 00 00 00 00 00 00 00 00", "02 05 01 00 00 00 00", "02 05 fe 00 00 00 00",
                "02 09 01 00 00 00 00 00 00 00 00", "04 80 00 00", "04 05 01", "04 84 7f ff ff ff", "04 88 ff ff ff ff ff ff ff ff", "04 89 00 00 00 00 00 00 00 00 00",
                "04 ff", "04", "", "13 00", "30 00", "83 00", "06 01 80", "06 06 2b 90 80 80 80 00", "04 81"
            })
    void isDamage(String hex) {
        BerReader in = reader(hex);
        Values.read(in);
        assertThat(in.damage()).isNotEmpty();
        assertThat(in.more()).isFalse();
    }

    @Test
    void oidsOfEveryLengthComeBack() {
        for (String text : List.of("0.0", "0.39", "1.0", "1.39.4294967295", "2.0", "2.39", "2.999.3", "2.4294967215", "1.3.6.1.4.1.2636.127.128.16383.16384.2097151.2097152")) {
            assertThat(again(new Value.ObjectId(Oid.of(text)))).isEqualTo(new Value.ObjectId(Oid.of(text)));
        }
        int[] parts = new int[Oid.MOST];
        parts[0] = 1;
        parts[127] = -1;
        assertThat(again(new Value.ObjectId(Oid.of(parts)))).isEqualTo(new Value.ObjectId(Oid.of(parts)));
    }

    @Test
    void oidOfMoreThan128PartsIsDamage() {
        byte[] bytes = new byte[2 + 1 + 128];
        bytes[0] = 6;
        bytes[1] = (byte) 0x81;
        bytes[2] = (byte) 128;
        BerReader in = new BerReader(bytes, 0, bytes.length);
        Values.read(in);
        assertThat(in.damage()).contains("129 parts");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.1", "0.40", "1.40", "2.4294967216", "7"})
    void oidsThatCannotExistAreNotWritten(String oid) {
        BerWriter out = Message.writer(new byte[100]);
        assertThatThrownBy(() -> out.oid(Oid.of(oid))).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(oid);
    }

    @Test
    void shortOidsAreWrittenAsNetSnmpDoes() {
        assertThat(written(new Value.ObjectId(Oid.of("1")))).isEqualTo("060128");
        assertThat(written(new Value.ObjectId(Oid.EMPTY))).isEqualTo("060100");
    }

    @Test
    void numbersTakeAsFewBytesAsTheyCan() {
        assertThat(written(new Value.Int(0))).isEqualTo("020100");
        assertThat(written(new Value.Int(127))).isEqualTo("02017f");
        assertThat(written(new Value.Int(128))).isEqualTo("02020080");
        assertThat(written(new Value.Int(-128))).isEqualTo("020180");
        assertThat(written(new Value.Int(-129))).isEqualTo("0202ff7f");
        assertThat(written(new Value.Int(Integer.MIN_VALUE))).isEqualTo("020480000000");
        assertThat(written(new Value.Counter(0xffff_ffffL))).isEqualTo("410500ffffffff");
        assertThat(written(new Value.Counter64(Long.MIN_VALUE))).isEqualTo("4609008000000000000000");
        assertThat(written(new Value.Counter64(Long.MAX_VALUE))).isEqualTo("46087fffffffffffffff");
    }

    @Test
    void lengthsOfAllFormsComeBack() {
        for (int length : new int[] {0, 127, 128, 255, 256, 65_000}) {
            Value value = new Value.Octets(new byte[length]);
            assertThat(again(value)).isEqualTo(value);
        }
    }

    @Test
    void valuesOfEveryTypeComeBack() {
        for (Value value : EVERY) {
            assertThat(again(value)).isEqualTo(value);
        }
    }

    static final List<Value> EVERY = List.of(
            new Value.Int(-5), new Value.Octets(new byte[] {1, 2}), new Value.ObjectId(Oid.of("1.3.6")), new Value.Ip(0xc0000201),
            new Value.Counter(1), new Value.Gauge(0x8000_0000L), new Value.Ticks(3), new Value.Counter64(-2), new Value.Opaque(new byte[] {9}),
            Value.None.NULL, Value.None.NO_SUCH_OBJECT, Value.None.NO_SUCH_INSTANCE, Value.None.END_OF_MIB);

    @Test
    void opaqueNumbersOfNetSnmpAreRead() {
        assertThat(opaque("9f780442f60000")).hasValue(123.0);
        assertThat(opaque("9f7908405edd2f1a9fbe77")).hasValue(123.456);
        assertThat(opaque("9f780442f600")).isEmpty();
        assertThat(opaque("9f780442f6000000")).isEmpty();
        assertThat(opaque("")).isEmpty();
    }

    private static java.util.OptionalDouble opaque(String hex) {
        return new Value.Opaque(HexFormat.of().parseHex(hex)).number();
    }

    private static BerReader reader(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        return new BerReader(bytes, 0, bytes.length);
    }

    private static Value value(String hex) {
        BerReader in = reader(hex);
        Value value = Values.read(in);
        assertThat(in.damage()).isEmpty();
        assertThat(in.more()).isFalse();
        return value;
    }

    private static String written(Value value) {
        byte[] bytes = new byte[Message.MOST_BYTES];
        BerWriter out = Message.writer(bytes);
        Values.write(out, value);
        return HexFormat.of().formatHex(bytes, 0, out.finish());
    }

    private static Value again(Value value) {
        return value(written(value));
    }
}
