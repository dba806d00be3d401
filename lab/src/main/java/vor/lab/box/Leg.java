package vor.lab.box;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * A box's place in one network.
 *
 * @param port place of the interface in its layout
 * @param index its ifIndex
 * @param addresses the box's own in this network, IPv4 first
 * @param first first address of the IPv4 subnet
 * @param bits of the IPv4 subnet that are free
 * @param prefix first address of the IPv6 subnet
 */
record Leg(
        String network,
        int vlan,
        int port,
        int index,
        List<InetAddress> addresses,
        InetAddress first,
        int bits,
        InetAddress prefix) {
    private static final int SWITCHES = 4;

    /** How agents that keep one table for each VLAN number it. */
    int table() {
        return vlan + 1000;
    }

    /** How many visitors of one switch have an IPv4 address: the subnets are small, and all have IPv6. */
    int visitors4() {
        return ((1 << bits) - 2 - SWITCHES - 1) / SWITCHES;
    }

    /** @param place of the switch in its row, from 1 */
    InetAddress visitor4(int place, int seat) {
        byte[] bytes = first.getAddress();
        bytes[3] += (byte) (2 + SWITCHES + (place - 1) * visitors4() + seat);
        return address(bytes);
    }

    InetAddress visitor6(int place, int seat) {
        byte[] bytes = prefix.getAddress();
        bytes[11] = (byte) 0xc1;
        bytes[13] = (byte) place;
        bytes[15] = (byte) (seat + 1);
        return address(bytes);
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
