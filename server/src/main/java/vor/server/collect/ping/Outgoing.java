package vor.server.collect.ping;

/** Requests of one family that leave together, and what the kernel said to each. */
final class Outgoing {
    /** Small, so that the time of sending, which all share, is near the truth for each. */
    static final int SIZE = 32;

    final Address[] to = new Address[SIZE];
    final int[] index = new int[SIZE];
    final int[] sequence = new int[SIZE];
    /** 0 when sent. */
    final int[] errno = new int[SIZE];

    int count;
    long sentAt;

    void add(Address address, int index, int sequence) {
        to[count] = address;
        this.index[count] = index;
        this.sequence[count] = sequence;
        errno[count] = 0;
        count++;
    }

    boolean full() {
        return count == SIZE;
    }
}
