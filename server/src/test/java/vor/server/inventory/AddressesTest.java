package vor.server.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses are in normal form, and what is said of those that are not. */
final class AddressesTest {
    @ParameterizedTest
    @ValueSource(strings = {
        "192.0.2.1", "127.0.0.1", "10.0.0.255", "::1", "2001:db8::1", "fe80::1", "1:2:3:4:5:6:7:8", "1::8", "2001:db8:0:1::",
        "a", "switch.example.org", "3com.example", "a-b", "xn--bcher-kva.example"
    })
    void targetsInNormalFormAreTaken(String text) {
        assertThat(Addresses.target(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2001:DB8::1, write 2001:db8::1",
        "2001:db8:0:0:0:0:0:1, write 2001:db8::1",
        "2001:0db8::1, write 2001:db8::1",
        "1:0:0:2:0:0:0:3, write 1:0:0:2::3",
        "1:0:0:2:3:0:0:4, write 1::2:3:0:0:4",
        "1::2:3:4:5:6:7, write 1:0:2:3:4:5:6:7",
        "::ffff:192.0.2.1, write 192.0.2.1",
        "0:0:0:0:0:0:0:1, write ::1",
    })
    void otherFormsAreRefusedWithTheNormalOne(String text, String hint) {
        assertThat(Addresses.target(text)).get().extracting(Addresses.Wrong::hint).isEqualTo(hint);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", ".", "1.2.3", "1.2.3.4.5", "256.1.1.1", "01.2.3.4", "1.2.3.4 ", "-1.2.3.4", "1.2.3.", ":", ":::", "1::2::3", "12345::", "g::1",
        "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "::1%eth0", "1:2:3:4:5:6:7:8::", "host_name", "-a", "a-", "a..b", "a.", "ä.example", "a.1",
        "a b", "<b>", "http://x", "::1.2.3.4.5", "::ffff:1.2.3.256"
    })
    void whatIsNoAddressIsRefused(String text) {
        assertThat(Addresses.target(text)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"224.0.0.1", "239.1.2.3", "255.255.255.255", "ff02::1", "0.0.0.0", "::"})
    void whatStandsForManyOrNoneIsRefused(String text) {
        assertThat(Addresses.target(text)).get().extracting(Addresses.Wrong::message).asString().contains("stands for");
    }

    @Test
    void longNamesAreRefused() {
        assertThat(Addresses.target("a".repeat(63) + ".b")).isEmpty();
        assertThat(Addresses.target("a".repeat(64))).isPresent();
        assertThat(Addresses.target(("a".repeat(49) + ".").repeat(5) + "abcd")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"198.18.40.0/26", "0.0.0.0/0", "10.0.0.1/32", "fd9a:7c1e:5b00:40::/64", "::/0", "2001:db8::1/128"})
    void prefixesInNormalFormAreTaken(String text) {
        assertThat(Addresses.prefix(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "198.18.40.1/26, write 198.18.40.0/26",
        "2001:DB8::/32, write 2001:db8::/32",
        "2001:db8::1/64, write 2001:db8::/64",
        "10.0.0.0, such as 198.18.40.0/26 or 2001:db8::/64",
        "10.0.0.0/33, such as 198.18.40.0/26 or 2001:db8::/64",
        "10.0.0.0/08, such as 198.18.40.0/26 or 2001:db8::/64",
        "10.0.0.0/, such as 198.18.40.0/26 or 2001:db8::/64",
        "x/8, such as 198.18.40.0/26 or 2001:db8::/64",
        "::/129, such as 198.18.40.0/26 or 2001:db8::/64",
    })
    void otherPrefixesAreRefused(String text, String hint) {
        assertThat(Addresses.prefix(text)).get().extracting(Addresses.Wrong::hint).isEqualTo(hint);
    }
}
