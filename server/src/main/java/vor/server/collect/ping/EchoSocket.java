package vor.server.collect.ping;

import vor.model.Family;

/** Where echoes of one family go out and replies come in: the kernel, or a network that a test made up. */
interface EchoSocket extends AutoCloseable {

    Family family();

    /** Sends what is in the batch and notes in it what became of each; never blocks. */
    void send(Outgoing batch);

    /** Hands over every packet that has arrived, then returns. */
    void receive(Arrivals to);

    @Override
    void close();

    /** Takes what arrived. */
    interface Arrivals {
        /**
         * A reply that carries the check of this process for the address that it came from.
         *
         * @param queued nanoseconds that it has waited in the kernel, by the wall clock: not to be trusted
         */
        void reply(long hi, long lo, int index, int sequence, long sentAt, long queued);

        /** A reply whose check does not fit the address that it came from. */
        void forged(long hi, long lo, int index);

        /** Something else; counted only. */
        void odd(Oddity oddity);
    }

    /** What may arrive beside replies. */
    enum Oddity {
        STRAY,
        TRUNCATED,
        OVERSIZED,
        HINT
    }
}
