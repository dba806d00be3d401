package vor.model;

/** Addresses as people read them: IPv4 with dots, IPv6 by RFC 5952. */
public final class AddressText {
    private static final int GROUPS = 8;

    private AddressText() {}

    /**
     * @param address 4 or 16 bytes, in network order
     * @throws IllegalArgumentException for any other number of bytes
     */
    public static String of(byte[] address) {
        return switch (address.length) {
            case 4 -> (address[0] & 255) + "." + (address[1] & 255) + "." + (address[2] & 255) + "." + (address[3] & 255);
            case 16 -> v6(address);
            default -> throw new IllegalArgumentException("an address has 4 or 16 bytes, not " + address.length);
        };
    }

    /** Lower case, no leading zeros, the longest run of zeros (the first of equals, if longer than one) as "::". */
    private static String v6(byte[] address) {
        int[] groups = new int[GROUPS];
        for (int i = 0; i < GROUPS; i++) {
            groups[i] = (address[2 * i] & 255) << 8 | address[2 * i + 1] & 255;
        }
        int start = -1;
        int most = 1;
        for (int i = 0; i < GROUPS; i++) {
            if (zeros(groups, i) > most) {
                start = i;
                most = zeros(groups, i);
            }
        }
        return start < 0 ? join(groups, 0, GROUPS) : join(groups, 0, start) + "::" + join(groups, start + most, GROUPS);
    }

    private static int zeros(int[] groups, int from) {
        int end = from;
        while (end < GROUPS && groups[end] == 0) {
            end++;
        }
        return end - from;
    }

    private static String join(int[] groups, int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            text.append(i == from ? "" : ":").append(Integer.toHexString(groups[i]));
        }
        return text.toString();
    }
}
