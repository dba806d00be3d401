package vor.wire.snmp;

import java.util.random.RandomGenerator;

/**
 * What one agent is told and answers, under one credential. Pure: holds no socket, and time is a parameter. For one thread.
 *
 * <p>Requests of version 1 and 2c are written as they are given ({@link Pdu.Kind#GET_BULK} as GET_NEXT in version 1,
 * which has no bulk). Version 3 first has to learn the agent's engine: until it did, {@link #write} gives the question for
 * that instead, and its answer is {@link Heard.Again}. A request that is repeated must be written anew.
 */
public final class Conversation {
    private interface Manner {
        int write(Pdu pdu, byte[] to, long nanos);

        /** The reader stands behind the version, which is the right one. */
        Heard read(BerReader in, byte[] bytes, int length, long nanos);

        void vlan(int vlan);

        String silence();
    }

    private final int version;
    private final Manner manner;

    /** @param random where message ids and salts come from; not to be guessed by others, nor the same after a restart */
    public Conversation(Credential credential, RandomGenerator random) {
        switch (credential) {
            case Credential.Community c -> {
                version = c.version().number;
                manner = new Open(c);
            }
            case Credential.User u -> {
                version = Version.V3.number;
                manner = new Secured(new UserConversation(u, random));
            }
        }
    }

    /**
     * @param nanos monotonic
     * @return bytes written to the front of {@code to}; 0 if the message is larger than that, or than a datagram
     * @throws IllegalArgumentException if an OID in it cannot exist, such as 7.1
     */
    public int write(Pdu pdu, byte[] to, long nanos) {
        return manner.write(pdu, to, nanos);
    }

    /**
     * Reads a datagram that came from the agent's address; never throws on its bytes.
     *
     * @param nanos monotonic
     */
    public Heard read(byte[] bytes, int length, long nanos) {
        BerReader in = Message.reader(bytes, length);
        int said = CommunityMessage.version(in);
        if (!in.damage().isEmpty()) {
            return new Heard.Damage(in.damage());
        }
        return said == version ? manner.read(in, bytes, length, nanos) : new Heard.Damage("a message of another version, number " + said);
    }

    /**
     * From now on it is about the tables of one VLAN, as Cisco's switches keep them: under {@code community@10}, or in the context
     * {@code vlan-10}. What is on its way for another VLAN will be damage.
     *
     * @param vlan from 1
     */
    public void vlan(int vlan) {
        manner.vlan(vlan);
    }

    /**
     * What it may mean, in words for people, that the agent doesn't answer now; empty when nothing is known. Some agents, net-snmp's
     * too, pass over in silence what they can't decrypt and contexts that they don't have.
     */
    public String silence() {
        return manner.silence();
    }

    private static final class Open implements Manner {
        private final Credential.Community own;
        private Credential.Community as;
        private boolean answered;

        Open(Credential.Community own) {
            this.own = own;
            as = own;
        }

        @Override
        public void vlan(int vlan) {
            as = own.at(Integer.toString(vlan));
        }

        @Override
        public int write(Pdu pdu, byte[] to, long nanos) {
            return CommunityMessage.write(as, pdu, to);
        }

        @Override
        public Heard read(BerReader in, byte[] bytes, int length, long nanos) {
            Heard heard = CommunityMessage.read(in, as);
            answered |= heard instanceof Heard.Answer;
            return heard;
        }

        @Override
        public String silence() {
            return answered
                    ? ""
                    : "agents pass over a wrong community in silence: check it, and that the agent takes version "
                            + (own.version() == Version.V1 ? "1" : "2c") + " from this address";
        }
    }

    private record Secured(UserConversation user) implements Manner {
        @Override
        public void vlan(int vlan) {
            user.context("vlan-" + vlan);
        }

        @Override
        public int write(Pdu pdu, byte[] to, long nanos) {
            return user.write(pdu, to, nanos);
        }

        @Override
        public Heard read(BerReader in, byte[] bytes, int length, long nanos) {
            return user.read(in, bytes, length, nanos);
        }

        @Override
        public String silence() {
            return user.silence();
        }
    }
}
