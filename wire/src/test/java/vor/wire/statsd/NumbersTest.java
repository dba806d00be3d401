package vor.wire.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class NumbersTest {

    @Test
    void nothingAndWhiteSpaceAreZero() {
        assertThat(Numbers.read("")).isZero();
        assertThat(Numbers.read(" \t\u00a0\ufeff\u2028")).isZero();
    }

    @Test
    void whatJavaScriptReadsIsRead() {
        assertThat(Numbers.read(" 12\r")).isEqualTo(12);
        assertThat(Numbers.read("007")).isEqualTo(7);
        assertThat(Numbers.read("-.5e-3")).isEqualTo(-0.0005);
        assertThat(Numbers.read("+5.")).isEqualTo(5);
        assertThat(Numbers.read("1E400")).isInfinite();
        assertThat(Numbers.read("-Infinity")).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Numbers.read("0Xff")).isEqualTo(255);
        assertThat(Numbers.read("0o17")).isEqualTo(15);
        assertThat(Numbers.read("0B101")).isEqualTo(5);
        assertThat(Numbers.read("123456789012345678901234567890")).isEqualTo(1.2345678901234568e29);
    }

    @Test
    void whatOnlyJavaReadsIsNoNumber() {
        for (String text : new String[] {"1f", "1d", "0x1p3", "NaN", "infinity", "1_000", "1n", "-0x10", "0x", "+", ".", "e5", "5e", "5e+", "--1", "1 2", "\u0661"}) {
            assertThat(Numbers.read(text)).as(text).isNaN();
        }
    }

    @Test
    void longNumbersOfOtherRadicesAreRoundedAndEndAtInfinity() {
        assertThat(Numbers.read("0x" + "f".repeat(256))).isInfinite();
        assertThat(Numbers.read("0x" + "7".repeat(256))).isFinite();
        assertThat(Numbers.read("0x" + "0".repeat(60_000) + "1")).isEqualTo(1);
        assertThat(Numbers.read("0x" + "1".repeat(60_000))).isInfinite();
        assertThat(Numbers.read("0x20000000000001")).isEqualTo(9007199254740992.0);
        assertThat(Numbers.read("0x20000000000003")).isEqualTo(9007199254740996.0);
    }

    @Test
    void zeroHasNoSignAndWholeNumbersNoFraction() {
        assertThat(Numbers.write(0)).isEqualTo("0");
        assertThat(Numbers.write(-0.0)).isEqualTo("0");
        assertThat(Numbers.write(-1500)).isEqualTo("-1500");
        assertThat(Numbers.write(9007199254740991.0)).isEqualTo("9007199254740991");
        assertThat(Numbers.write(9007199254740992.0)).isEqualTo("9007199254740992");
    }

    @Test
    void whatIsNoFiniteNumberHasAName() {
        assertThat(Numbers.write(Double.NaN)).isEqualTo("NaN");
        assertThat(Numbers.write(Double.NEGATIVE_INFINITY)).isEqualTo("-Infinity");
    }

    @Test
    void exponentsBeginWhereThoseOfJavaScriptBegin() {
        assertThat(Numbers.write(123456789012345680000.0)).isEqualTo("123456789012345680000");
        assertThat(Numbers.write(1e21)).isEqualTo("1e+21");
        assertThat(Numbers.write(-1.5e300)).isEqualTo("-1.5e+300");
        assertThat(Numbers.write(1e-6)).isEqualTo("0.000001");
        assertThat(Numbers.write(1.25e-7)).isEqualTo("1.25e-7");
    }

    @Test
    void digitsAreTheShortestThatTellTheNumber() {
        assertThat(Numbers.write(0.1 + 0.2)).isEqualTo("0.30000000000000004");
        assertThat(Numbers.write(100 / 3.0)).isEqualTo("33.333333333333336");
        assertThat(Numbers.write(Double.MIN_VALUE)).isEqualTo("5e-324");
        assertThat(Numbers.write(2 * Double.MIN_VALUE)).isEqualTo("1e-323");
        assertThat(Numbers.write(3 * Double.MIN_VALUE)).isEqualTo("1.5e-323");
        assertThat(Numbers.write(4 * Double.MIN_VALUE)).isEqualTo("2e-323");
        assertThat(Numbers.write(Double.MAX_VALUE)).isEqualTo("1.7976931348623157e+308");
        assertThat(Numbers.write(2e-44)).isEqualTo("2e-44");
    }

    @Test
    void whatIsWrittenIsRead() {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (!Double.isNaN(value)) {
                assertThat(Numbers.read(Numbers.write(value))).as("seed %d", seed).isEqualTo(value);
            }
        }
    }
}
