package vor.server.exchange;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import vor.server.inventory.InventoryException;

/**
 * Whatever the bytes, a reader gives a batch or refuses. Runs on its seeds as an ordinary test; {@code JAZZER_FUZZ=1} lets it
 * search.
 */
class FormatFuzzTest {
    private static final String ODD = "\"'[]{}:,;#\n\t-\\/=&*!|";
    private static final Options OPTIONS = new Options(List.of("core"), "ge-0/0/44");
    private static final List<String> SEEDS = List.of(
            "name,tags,uplinks,ports,plans,x,y,width,height\r\n\"a\"\"b\",x y,c,\"\"\"p q\"\"\",hall,1,2,3,4\r\n",
            "e1-3 198.18.40.0/26 2001:db8:a::/64 198.18.0.2/26 2001:db8::2/64 1013 distro0\ne1-3 distro0 ge-0/0/0 # x\n",
            "198.18.0.1 core alias # x\n::1 localhost\n",
            "[edge]\ne[01:12:2]-[a:c] ansible_host='198.18.0.1' x=\"y\"\n[all:children]\nedge\n",
            "all:\n  children:\n    edge: {hosts: {\"e[1:2]\": {ansible_host: 198.18.0.1}}}\n",
            "{\"_meta\":{\"hostvars\":{\"a\":{\"ansible_host\":\"198.18.0.1\"}}},\"g\":{\"hosts\":[\"a\"],\"children\":[\"h\"]}}",
            "[{\"targets\":[\"[2001:db8::1]:9100\"],\"labels\":{\"device\":\"a\",\"__meta_vor_tags\":\",x,\"}}]",
            NetBoxMade.list(List.of(NetBoxMade.device(1, "core", "198.18.0.1/24", ""))) + NetBoxMade.list(List.of(NetBoxMade.vlan(1, 7, "v"))),
            NetBoxMade.list(List.of(NetBoxMade.oldCable(1, "core", "a", "b", "c"), NetBoxMade.cable(2, 1, 1, "core", "a", 2, 2, "b", "c"))),
            "vor: inventory/1\ndevices: {a: {tags: [x]}}\n");

    @FuzzTest
    void everyFormatReadsAnyBytes(byte[] bytes) {
        read(bytes);
    }

    private static void read(byte[] bytes) {
        Format.recognise("x.txt", bytes);
        for (Format format : Format.values()) {
            try {
                format.read(bytes, OPTIONS);
            } catch (InventoryException.Malformed refused) {
                refused.fault();
            }
        }
    }

    @Test
    void realFilesWithDamageAreReadOrRefused() {
        long seed = new Random().nextLong();
        System.out.println("FormatFuzzTest seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 3_000; round++) {
            byte[] bytes = SEEDS.get(round % SEEDS.size()).getBytes(StandardCharsets.UTF_8);
            for (int n = random.nextInt(8); n >= 0; n--) {
                bytes = damaged(bytes, random);
            }
            read(bytes);
        }
    }

    /** A byte is another, a piece is gone or stands twice. */
    private static byte[] damaged(byte[] bytes, Random random) {
        if (bytes.length == 0) {
            return bytes;
        }
        int from = random.nextInt(bytes.length);
        int to = Math.min(bytes.length, from + 1 + random.nextInt(20));
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        String piece = text.substring(from, to);
        String odd = switch (random.nextInt(4)) {
            case 0 -> "";
            case 1 -> piece + piece;
            case 2 -> String.valueOf(ODD.charAt(random.nextInt(ODD.length())));
            default -> String.valueOf((char) random.nextInt(256));
        };
        return (text.substring(0, from) + odd + text.substring(to)).getBytes(StandardCharsets.ISO_8859_1);
    }
}
