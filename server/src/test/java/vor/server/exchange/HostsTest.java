package vor.server.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vor.server.inventory.Batch;

/** Hosts files, in and out. */
class HostsTest {
    private static final String DEBIAN =
            """
            127.0.0.1\tlocalhost
            127.0.1.1\tnoc.example.org\tnoc

            # The following lines are desirable for IPv6 capable hosts
            ::1     localhost ip6-localhost ip6-loopback
            ff02::1 ip6-allnodes
            fe00::0 ip6-localnet
            255.255.255.255 broadcasthost
            fe80::1%lo0 localhost

            198.18.0.1      core core.example.org   # the top
            2001:DB8:0::1   core
            198.18.0.2      distro1
            """;

    @TempDir
    Path dir;

    private Exchanged into;

    @BeforeEach
    void begin() {
        into = new Exchanged(dir);
    }

    @AfterEach
    void end() {
        into.close();
    }

    @Test
    void firstNameIsTheDeviceAndTheMachinesOwnAreLeftOut() {
        Batch batch = Format.HOSTS.read(Exchanged.bytes(DEBIAN), Options.NONE);
        into.load(batch, false);
        assertThat(into.names()).containsExactly("core", "distro1");
        assertThat(into.device("core").addresses()).containsExactly("198.18.0.1", "2001:db8::1");
        assertThat(batch.notes()).containsExactly("not taken over: further names of an address (1), local addresses (7)");
    }

    @Test
    void newAddressTakesThePlaceOfTheOnlyOneOfItsFamily() {
        into.given("devices:\n  core: {addresses: [198.18.9.9, \"2001:db8::9\"]}\n  distro1: {addresses: [198.18.8.8, 198.18.8.9]}\n");
        into.load(Format.HOSTS, "198.18.0.1 core\n198.18.0.2 distro1\n");
        assertThat(into.device("core").addresses()).containsExactly("198.18.0.1", "2001:db8::9");
        assertThat(into.device("distro1").addresses()).containsExactly("198.18.8.8", "198.18.8.9", "198.18.0.2");
    }

    @Test
    void whatGoesOutComesBackAndChangesNothing() {
        into.given("devices:\n  core: {addresses: [198.18.0.1, \"2001:db8::1\"]}\n  \"no host name\": {addresses: [198.18.0.3]}\n  far: {addresses: [far.example.org]}\n");
        String hosts = into.write(Format.HOSTS);
        assertThat(hosts).isEqualTo("198.18.0.1\tcore\n2001:db8::1\tcore\n# left out, as the name is no host name: 1\n");
        assertThat(into.load(Format.HOSTS, hosts).items()).isEmpty();
    }

    @Test
    void faultsAreAllSaid() {
        assertThat(into.faults(Format.HOSTS, "core 198.18.0.1\n198.18.0.1\n198.18.0.0/24 net\n198.18.0.2 a\n198.18.0.2 b\n"))
                .containsExactly(
                        "1:1 \"core\" is not an address",
                        "2:1 there is no name behind the address",
                        "3:1 \"198.18.0.0/24\" is not an address",
                        "5:1 devices.b.addresses[0]: \"198.18.0.2\" is an address of device \"a\" too");
    }
}
