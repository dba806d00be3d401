package vor.lab;

/**
 * Who has which address. The first /18 of IPv4 and the first /64 of IPv6 are the backbone's, the rest is cut into one
 * subnet for each row of tables.
 */
final class Addressing {
    /** RFC 2544: for tests of devices, never on the Internet. */
    static final String V4 = "198.18.0.0/15";

    /** RFC 4193: a local prefix of our own. */
    static final String V6 = "fd9a:7c1e:5b00::/48";

    /** The first hop, in the namespace: not a device of the inventory. */
    static final String GATEWAY4 = "198.18.0.1";

    static final String GATEWAY6 = "fd9a:7c1e:5b00::1";

    /** The monitor's own end of the cable. */
    static final String MONITOR4 = "198.18.0.2";

    static final String MONITOR6 = "fd9a:7c1e:5b00::2";

    static final String BACKBONE4 = "198.18.0.0/18";
    static final String BACKBONE6 = "fd9a:7c1e:5b00::/64";

    private static final int BASE = 198 << 24 | 18 << 16;
    private static final int ROWS_FROM = BASE + (64 << 8);
    private static final int WIDE_ROWS = 1792;

    private final int rowBits;

    Addressing(LabSize size) {
        rowBits = size.rows() <= WIDE_ROWS ? 6 : 4;
    }

    static String core4() {
        return dotted(BASE + 256 + 1);
    }

    static String core6() {
        return "fd9a:7c1e:5b00::101";
    }

    static String ring4() {
        return dotted(BASE + 256 + 2);
    }

    static String ring6() {
        return "fd9a:7c1e:5b00::102";
    }

    /** @param distro from 1 */
    static String distro4(int distro) {
        return dotted(BASE + 512 + distro);
    }

    static String distro6(int distro) {
        return "fd9a:7c1e:5b00::" + Integer.toHexString(0x1000 + distro);
    }

    /** @param row from 1 */
    String row4(int row) {
        return dotted(rowBase(row)) + "/" + (32 - rowBits);
    }

    String row6(int row) {
        return prefix6(row) + "::/64";
    }

    String gateway4(int row) {
        return dotted(rowBase(row) + 1);
    }

    String gateway6(int row) {
        return prefix6(row) + "::1";
    }

    /** @param seat from 1, within the row */
    String access4(int row, int seat) {
        return dotted(rowBase(row) + 1 + seat);
    }

    String access6(int row, int seat) {
        return prefix6(row) + "::" + Integer.toHexString(1 + seat);
    }

    private int rowBase(int row) {
        return ROWS_FROM + ((row - 1) << rowBits);
    }

    private static String prefix6(int row) {
        return "fd9a:7c1e:5b00:" + Integer.toHexString(0x1000 + row);
    }

    private static String dotted(int address) {
        return (address >>> 24) + "." + (address >>> 16 & 255) + "." + (address >>> 8 & 255) + "." + (address & 255);
    }
}
