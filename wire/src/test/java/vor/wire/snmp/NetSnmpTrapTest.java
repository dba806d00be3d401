package vor.wire.snmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Traps and informs as Debian's snmptrap and snmpinform send them. */
class NetSnmpTrapTest {
    private static final String LINK_DOWN = "1.3.6.1.6.3.1.1.5.3";
    private static final List<String> SECURED = List.of(
            "-v3", "-u", "anna", "-l", "authPriv", "-a", "SHA-256", "-A", "signed with this", "-x", "AES", "-X", "sealed with that");

    private final NotificationReader reader =
            new NotificationReader(List.of(Talk.community(Version.V2C), Talk.user()), Talk.ENGINE, 2, 0, new Random(1));

    @TempDir
    Path folder = Path.of("");

    @BeforeAll
    static void needsSnmptrap() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/snmptrap")), "skipped: snmptrap is not installed (Debian package snmp)");
    }

    /** Runs the command against us until it ends; gives what it told. */
    private List<Told.Notification> told(String command, List<String> options, List<String> what) throws IOException, InterruptedException {
        List<Told.Notification> told = new ArrayList<>();
        try (Udp udp = new Udp()) {
            List<String> line = new ArrayList<>(List.of(command, "-r", "0", "-t", "3"));
            line.addAll(options);
            line.add("127.0.0.1:" + udp.port());
            line.addAll(what);
            ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
            builder.environment().put("SNMP_PERSISTENT_DIR", folder.toString());
            Process process = builder.start();
            while (told.isEmpty()) {
                DatagramPacket packet = udp.receive().orElseThrow();
                switch (reader.read(packet.getData(), packet.getLength(), 0)) {
                    case Told.Notification n -> {
                        told.add(n);
                        if (n.wantsReply()) {
                            udp.reply(packet, n.reply(), n.reply().length);
                        }
                    }
                    case Told.Question(byte[] reply, String _) -> udp.reply(packet, reply, reply.length);
                    case Told.Refusal(String why) -> throw new AssertionError(why);
                    case Told.Damage(String why) -> throw new AssertionError(why);
                }
            }
            assertThat(process.waitFor()).isZero();
        }
        return told;
    }

    private static void isLinkDown(List<Told.Notification> told, Pdu.Kind kind) {
        assertThat(told).singleElement().satisfies(n -> {
            assertThat(n.pdu().kind()).isEqualTo(kind);
            assertThat(n.pdu().bindings().get(1)).isEqualTo(new Binding(TrapV1.TRAP, new Value.ObjectId(Oid.of(LINK_DOWN))));
            assertThat(n.pdu().bindings()).contains(new Binding(Oid.of("1.3.6.1.2.1.2.2.1.1.7"), new Value.Int(7)));
        });
    }

    private static final List<String> PORT = List.of("1.3.6.1.2.1.2.2.1.1.7", "i", "7");

    private static List<String> with(String... first) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(PORT);
        return all;
    }

    @Test
    void version1() throws Exception {
        List<Told.Notification> told = told("snmptrap", List.of("-v1", "-c", "garden"), with("1.3.6.1.4.1.2636", "192.0.2.1", "2", "0", "123"));
        isLinkDown(told, Pdu.Kind.TRAP);
        assertThat(told.getFirst().pdu().bindings()).contains(
                new Binding(Oid.of("1.3.6.1.6.3.18.1.3.0"), new Value.Ip(0xc0000201)), new Binding(TrapV1.UPTIME, new Value.Ticks(123)));
    }

    @Test
    void version2() throws Exception {
        isLinkDown(told("snmptrap", List.of("-v2c", "-c", "garden"), with("123", LINK_DOWN)), Pdu.Kind.TRAP);
        isLinkDown(told("snmpinform", List.of("-v2c", "-c", "garden"), with("123", LINK_DOWN)), Pdu.Kind.INFORM);
    }

    @Test
    void version3() throws Exception {
        List<String> options = new ArrayList<>(SECURED);
        options.addAll(List.of("-e", "0x8000000001020304"));
        isLinkDown(told("snmptrap", options, with("123", LINK_DOWN)), Pdu.Kind.TRAP);
        isLinkDown(told("snmpinform", SECURED, with("123", LINK_DOWN)), Pdu.Kind.INFORM);
    }
}
