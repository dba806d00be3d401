package vor.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vor.lab.Lab;
import vor.lab.kernel.Namespaces;

/**
 * Somebody in the practice network who listens to the monitor's echo requests and answers in a device's name with what
 * no device would answer.
 */
final class ForgedEchoes {
    private static final String NAMESPACE = "vor-lab";
    private static final String MONITOR = "198.18.0.2";
    private static final Pattern REQUEST = Pattern.compile("echo request, id (\\d+), seq \\d+");
    private static final int MAGIC = 0x566f7221;
    private static final int HEADER = 8;
    /* Which index the device's address has is not known outside: all are tried. */
    private static final int TARGETS = 500;
    private static final int AGAIN = 3;

    private ForgedEchoes() {}

    /** Sends each kind some times, from the IPv4 address of the device. */
    static void send(Lab lab, String device) {
        String address = lab.plan().inventory().device(device).orElseThrow().addresses().getFirst();
        int id = listen();
        List<byte[]> packets = new ArrayList<>(List.of(
                reply(id, body(0, 1, 32)), reply(id, body(MAGIC, 1, 4)), reply(id, body(MAGIC, 1, 1400)), unreachable(id)));
        for (int index = 0; index < TARGETS; index++) {
            packets.add(reply(id, body(MAGIC, index, 32)));
        }
        Namespaces.inside(NAMESPACE, () -> {
            try (RawIcmp socket = RawIcmp.from(address)) {
                for (int i = 0; i < AGAIN; i++) {
                    packets.forEach(p -> socket.send(MONITOR, p));
                }
                return address;
            }
        });
    }

    /** The identifier that the monitor uses now, as anyone on the way can read it. */
    private static int listen() {
        List<String> command = List.of(
                "nsenter", "--net=" + Namespaces.path(NAMESPACE), "tcpdump", "-i", "vor1", "-nn", "-l", "--immediate-mode", "-c", "1",
                "icmp[icmptype] = icmp-echo");
        try {
            Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            try (BufferedReader said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                Matcher request = REQUEST.matcher(String.valueOf(said.readLine()));
                if (!request.find()) {
                    throw new AssertionError("no echo request was seen in the practice network");
                }
                return Integer.parseInt(request.group(1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] body(int magic, int index, int length) {
        ByteBuffer body = ByteBuffer.allocate(length);
        body.putInt(magic);
        if (length > Integer.BYTES) {
            body.putInt(index);
        }
        while (body.remaining() >= Integer.BYTES) {
            body.putInt(1);
        }
        return body.array();
    }

    private static byte[] reply(int id, byte[] body) {
        return sealed(ByteBuffer.allocate(HEADER + body.length).putShort((short) 0).putShort((short) 0).putShort((short) id).putShort((short) 1).put(body));
    }

    /* "Host unreachable", with a quote of a request that may never have been. */
    private static byte[] unreachable(int id) {
        ByteBuffer packet = ByteBuffer.allocate(HEADER + 20 + HEADER);
        packet.putShort((short) 0x0301).putShort((short) 0).putInt(0);
        packet.putInt(0x4500_0024).putInt(0).putInt(0x4001_0000);
        packet.put(InetAddress.ofLiteral(MONITOR).getAddress()).put(InetAddress.ofLiteral("198.18.1.1").getAddress());
        packet.putShort((short) 0x0800).putShort((short) 0).putShort((short) id).putShort((short) 1);
        return sealed(packet);
    }

    /** Fills in the checksum of RFC 1071. */
    private static byte[] sealed(ByteBuffer packet) {
        long sum = 0;
        for (int i = 0; i < packet.capacity(); i += 2) {
            sum += packet.getShort(i) & 0xffff;
        }
        while (sum > 0xffff) {
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return packet.putShort(2, (short) ~sum).array();
    }
}
