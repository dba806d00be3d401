package vor.wire.snmp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The examples of RFC 3414, A.3, and of draft-reeder-snmpv3-usm-3desede, B. */
class KeysTest {
    private static final Secret PASSWORD = Secret.of("maplesyrup");
    private static final byte[] ENGINE = HexFormat.of().parseHex("000000000000000000000002");

    @Test
    void md5() {
        assertThat(PASSWORD.master(AuthProtocol.MD5)).asHexString().isEqualToIgnoringCase("9faf3283884e92834ebc9847d8edd963");
        assertThat(localised(AuthProtocol.MD5)).asHexString().isEqualToIgnoringCase("526f5eed9fcce26f8964c2930787d82b");
    }

    @Test
    void sha() {
        assertThat(PASSWORD.master(AuthProtocol.SHA1)).asHexString().isEqualToIgnoringCase("9fb5cc0381497b3793528939ff788d5d79145211");
        assertThat(localised(AuthProtocol.SHA1)).asHexString().isEqualToIgnoringCase("6695febc9288e36282235fc7151f128497b38f3f");
    }

    @Test
    void stretchedByReeder() {
        byte[] key = Keys.privacy(AuthProtocol.SHA1, PrivacyProtocol.AES256_REEDER, PASSWORD, ENGINE);
        assertThat(key).asHexString().isEqualToIgnoringCase("6695febc9288e36282235fc7151f128497b38f3f9b8b6d78936ba6e7d19dfd9c");
    }

    private static byte[] localised(AuthProtocol protocol) {
        return Keys.localised(protocol, PASSWORD.master(protocol), ENGINE);
    }
}
