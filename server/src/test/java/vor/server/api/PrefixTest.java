package vor.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vor.server.api.Prefix.Address;

/** Subnets as numbers, and what is free in them. */
class PrefixTest {
    private static Prefix prefix(String text) {
        return Prefix.of(text).orElseThrow();
    }

    private static Vacancy vacancy(String subnet, String... taken) {
        return Vacancy.of(prefix(subnet), Stream.of(taken).map(a -> Address.of(a).orElseThrow()).collect(Collectors.toCollection(TreeSet::new)));
    }

    private static List<String> ranges(Vacancy v) {
        return v.ranges().stream().map(r -> r.from() + "-" + r.to()).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "198.18.0.0", "198.18.0.0/", "198.18.0.0/33", "198.18.0.1/24", "fd9a::/129", "fd9a::1/64", "e1-1/24", "198.18/16", "198.18.0.0/-1", "198.18.0.0/1234"})
    void whatIsNoPrefixIsNone(String text) {
        assertThat(Prefix.of(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "255.255.255.255", "198.18.0.7", "::", "::1", "fd9a:7c1e:5b00:40::2", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"})
    void anAddressIsReadAndWrittenTheSame(String text) {
        assertThat(Address.of(text).map(Address::toString)).contains(text);
    }

    @ParameterizedTest
    @CsvSource({
        "198.18.40.0/26, 198.18.40.1, 198.18.40.62, 62",
        "198.18.40.0/30, 198.18.40.1, 198.18.40.2, 2",
        "198.18.40.0/31, 198.18.40.0, 198.18.40.1, 2",
        "198.18.40.7/32, 198.18.40.7, 198.18.40.7, 1",
        "0.0.0.0/0, 0.0.0.1, 255.255.255.254, 4294967294",
        "fd9a::/64, fd9a::1, fd9a::ffff:ffff:ffff:ffff, 18446744073709551615",
        "fd9a::/127, fd9a::, fd9a::1, 2",
        "fd9a::5/128, fd9a::5, fd9a::5, 1",
        "::/0, ::1, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 340282366920938463463374607431768211455"
    })
    void anEmptySubnetIsOneRangeOfWhatHostsCanHave(String subnet, String from, String to, String size) {
        Vacancy v = vacancy(subnet);
        assertThat(ranges(v)).containsExactly(from + "-" + to);
        assertThat(v.size()).isEqualTo(new BigInteger(size)).isEqualTo(v.free());
        assertThat(v.next().map(Address::toString)).contains(from);
    }

    @Test
    void whatIsTakenPartsTheRanges() {
        Vacancy v = vacancy("198.18.40.0/29", "198.18.40.1", "198.18.40.2", "198.18.40.5", "198.18.40.6", "198.18.40.7", "198.18.41.3", "fd9a::3");
        assertThat(ranges(v)).containsExactly("198.18.40.3-198.18.40.4");
        assertThat(v.used().intValue()).as("the broadcast is no host").isEqualTo(4);
        assertThat(v.free().intValue()).isEqualTo(2);
    }

    @Test
    void aFullSubnetHasNoNext() {
        Vacancy v = vacancy("198.18.40.0/30", "198.18.40.1", "198.18.40.2");
        assertThat(v.next()).isEmpty();
        assertThat(v.ranges()).isEmpty();
        assertThat(v.free()).isZero();
    }

    @Test
    void rangesAreBoundedAndTheRestIsCounted() {
        Vacancy v = vacancy("10.0.0.0/16", Stream.iterate(2, n -> n + 2).limit(1_000).map(n -> "10.0." + n / 256 + "." + n % 256).toArray(String[]::new));
        assertThat(v.ranges()).hasSize(Vacancy.MOST);
        assertThat(v.more()).isEqualTo(1_001 - Vacancy.MOST);
    }

    @Test
    void rangesAndWhatIsTakenAreTheWholeSubnet() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            int length = 24 + random.nextInt(9);
            Prefix subnet = prefix("198.18.40.0/" + length);
            TreeSet<Address> taken = new TreeSet<>();
            for (int n = random.nextInt(80); n > 0; n--) {
                taken.add(new Address(32, subnet.first().add(BigInteger.valueOf(random.nextInt(1 << 32 - length)))));
            }
            Vacancy v = Vacancy.of(subnet, taken);
            BigInteger free = v.ranges().stream().map(Vacancy.Range::count).reduce(BigInteger.ZERO, BigInteger::add);
            assertThat(free).as("seed " + seed + " /" + length).isEqualTo(v.free());
            assertThat(v.ranges()).as("seed " + seed).noneMatch(r -> !taken.subSet(r.from(), true, r.to(), true).isEmpty());
        }
    }

    @Test
    void subnetsOfOneFamilyOverlapWhereOneHoldsTheOther() {
        assertThat(prefix("198.18.40.0/24").overlaps(prefix("198.18.40.64/26"))).isTrue();
        assertThat(prefix("198.18.40.64/26").overlaps(prefix("198.18.40.0/24"))).isTrue();
        assertThat(prefix("198.18.40.0/26").overlaps(prefix("198.18.40.64/26"))).isFalse();
        assertThat(prefix("0.0.0.0/0").overlaps(prefix("::/0"))).isFalse();
    }
}
