package vor.server.api;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import vor.server.api.Prefix.Address;

/**
 * What is free in a subnet: ranges, never a list of all.
 *
 * @param size how many addresses hosts can have in it
 * @param used how many of these are used
 * @param ranges the first of them, at most {@link #MOST}
 * @param more how many ranges follow
 */
record Vacancy(Prefix subnet, BigInteger size, BigInteger used, List<Range> ranges, int more) {
    static final int MOST = 200;

    /** From one to the other, both included. */
    record Range(Address from, Address to) {
        BigInteger count() {
            return to.number().subtract(from.number()).add(BigInteger.ONE);
        }
    }

    Vacancy {
        ranges = List.copyOf(ranges);
    }

    /** @param taken of any subnets */
    static Vacancy of(Prefix subnet, NavigableSet<Address> taken) {
        Address from = new Address(subnet.bits(), subnet.firstHost());
        Address to = new Address(subnet.bits(), subnet.lastHost());
        NavigableSet<Address> inside = taken.subSet(from, true, to, true);
        List<Range> ranges = new ArrayList<>();
        int more = 0;
        BigInteger at = from.number();
        for (Address one : inside) {
            more += add(ranges, subnet, at, one.number().subtract(BigInteger.ONE));
            at = one.number().add(BigInteger.ONE);
        }
        more += add(ranges, subnet, at, to.number());
        BigInteger size = to.number().subtract(from.number()).add(BigInteger.ONE);
        return new Vacancy(subnet, size, BigInteger.valueOf(inside.size()), ranges, more);
    }

    private static int add(List<Range> ranges, Prefix subnet, BigInteger from, BigInteger to) {
        if (from.compareTo(to) > 0) {
            return 0;
        }
        if (ranges.size() == MOST) {
            return 1;
        }
        ranges.add(new Range(new Address(subnet.bits(), from), new Address(subnet.bits(), to)));
        return 0;
    }

    Optional<Address> next() {
        return ranges.stream().findFirst().map(Range::from);
    }

    BigInteger free() {
        return size.subtract(used);
    }
}
