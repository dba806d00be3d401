package vor.wire.snmp;

import java.util.random.RandomGenerator;

/**
 * What one agent is told and answers, under one credential. Pure: holds no socket, and time is a parameter. For one thread.
 *
 * <p>Requests of version 1 and 2c are written as they are given ({@link Pdu.Kind#GET_BULK} as GET_NEXT in version 1,
 * which has no bulk). Version 3 first has to learn the agent's engine: until it did, {@link #write} gives the question for
 * that instead, and its answer is {@link Heard.Again}. Every request should be written anew when it is repeated.
 */
public final class Conversation {
    private final Credential credential;

    /** @param random where message ids and salts begin; its seed decides all that is not from the agent */
    public Conversation(Credential credential, RandomGenerator random) {
        this.credential = credential;
    }

    /**
     * @param nanos monotonic
     * @return bytes written to the front of {@code to}; 0 if the message is larger than that, or than a datagram
     * @throws IllegalArgumentException if an OID in it cannot exist, such as 7.1
     */
    public int write(Pdu pdu, byte[] to, long nanos) {
        return switch (credential) {
            case Credential.Community c -> CommunityMessage.write(c, pdu, to);
            case Credential.User u -> throw new UnsupportedOperationException("version 3 follows");
        };
    }

    /**
     * Reads a datagram that came from the agent's address; never throws on its bytes.
     *
     * @param nanos monotonic
     */
    public Heard read(byte[] bytes, int length, long nanos) {
        BerReader in = Message.reader(bytes, length);
        in.enter(Message.SEQUENCE, "a message");
        if (in.damage().isEmpty() && in.end() != length) {
            return new Heard.Damage("rubbish behind the message");
        }
        int version = in.int32("version");
        return switch (credential) {
            case Credential.Community c -> version == c.version().number || !in.damage().isEmpty() ? CommunityMessage.read(in, c) : wrong(version);
            case Credential.User u -> throw new UnsupportedOperationException("version 3 follows");
        };
    }

    private static Heard wrong(int version) {
        return new Heard.Damage("a message of another version, number " + version);
    }
}
