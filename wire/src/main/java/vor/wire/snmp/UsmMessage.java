package vor.wire.snmp;

import java.util.Optional;

/** Messages of version 3 (RFC 3412, 6) under the user-based security model (RFC 3414, 2.4). */
final class UsmMessage {
    static final int AUTH = 1;
    static final int PRIVACY = 2;
    static final int REPORTABLE = 4;
    static final byte[] NO_BYTES = {};

    private static final int MODEL = 3;
    private static final int LONGEST_NAME = 255;

    private UsmMessage() {}

    /**
     * @param engine of the one whose clock counts; empty while it is unknown
     * @param boots and {@code time}: that clock, in starts and seconds since the last
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Head(int id, int flags, byte[] engine, int boots, int time, byte[] user) {
        int level() {
            return flags & (AUTH | PRIVACY);
        }

        boolean has(int flag) {
            return (flags & flag) != 0;
        }
    }

    /**
     * @param most bytes that the sender takes
     * @param digestAt where in the message the digest lies
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Arrival(Head head, int most, int digestAt, int digestLength, byte[] salt) {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Scoped(byte[] engine, byte[] context, Pdu pdu) {}

    /** Reads up to where the scoped PDU begins, the reader standing behind the version. */
    static Arrival arrival(BerReader in) {
        int outer = in.enter(Message.SEQUENCE, "the header");
        int id = in.int32("message id");
        int most = in.int32("largest size");
        byte[] flags = in.octets(Values.OCTETS, "flags");
        int model = in.int32("security model");
        in.leave(outer);
        if (in.damage().isEmpty() && (flags.length != 1 || model != MODEL || (flags[0] & 3) == PRIVACY)) {
            in.fail(model == MODEL ? "flags that mean nothing" : "security model " + model + " instead of " + MODEL);
        }
        return parameters(in, id, most, flags.length == 1 ? flags[0] & 7 : 0);
    }

    private static Arrival parameters(BerReader in, int id, int most, int flags) {
        int outer = in.enter(Values.OCTETS, "security parameters");
        int whole = in.enter(Message.SEQUENCE, "security parameters");
        byte[] engine = name(in, "engine id");
        int boots = in.int32("engine boots");
        int time = in.int32("engine time");
        byte[] user = name(in, "user");
        int digest = in.header(Values.OCTETS, "digest");
        int at = in.at();
        in.skip(digest);
        byte[] salt = in.octets(Values.OCTETS, "salt");
        in.leave(whole);
        in.leave(outer);
        if (boots < 0 || time < 0) {
            in.fail("an engine's time that is negative");
        }
        return new Arrival(new Head(id, flags, engine, boots, time, user), most, at, digest, salt);
    }

    private static byte[] name(BerReader in, String what) {
        int length = in.header(Values.OCTETS, what);
        if (length > LONGEST_NAME) {
            in.fail(what + " of " + length + " bytes");
            return NO_BYTES;
        }
        return in.octets(length);
    }

    /** Reads the scoped PDU; what lies behind it is padding when it was encrypted. */
    static Scoped scoped(BerReader in, boolean padded) {
        int outer = in.enter(Message.SEQUENCE, "the scoped PDU");
        byte[] engine = name(in, "context engine id");
        byte[] context = name(in, "context");
        Pdu pdu = Message.read(in);
        in.leave(outer);
        if (!padded) {
            CommunityMessage.end(in);
        }
        return new Scoped(engine, context, pdu);
    }

    /** Reads the encrypted scoped PDU. @return empty if it is none after decryption, which means another key */
    static Optional<Scoped> sealed(BerReader in, Arrival arrival, Sealing sealing) {
        byte[] encrypted = in.octets(Values.OCTETS, "the encrypted PDU");
        CommunityMessage.end(in);
        Optional<byte[]> plain = in.damage().isEmpty() ? sealing.decrypt(encrypted, arrival.head(), arrival.salt()) : Optional.empty();
        return plain.flatMap(bytes -> {
            BerReader inner = new BerReader(bytes, 0, bytes.length);
            Scoped scoped = scoped(inner, true);
            return inner.damage().isEmpty() ? Optional.of(scoped) : Optional.empty();
        });
    }

    /**
     * @param security to sign and encrypt with as far as the head's flags say; of nobody while they say nothing
     * @param salt a number that was not used with this key before
     */
    static int write(byte[] to, int limit, Head head, Optional<Security> security, Scoped scoped, long salt) {
        BerWriter out = new BerWriter(to, Math.min(limit, Message.MOST_BYTES));
        Optional<Signing> signing = head.has(AUTH) ? security.flatMap(s -> s.signing) : Optional.empty();
        Optional<Sealing> sealing = head.has(PRIVACY) ? security.flatMap(Security::sealing) : Optional.empty();
        byte[] salted = sealing.map(s -> s.salt(head.boots(), salt)).orElse(NO_BYTES);
        int end = out.at();
        scoped(out, scoped);
        sealing.ifPresent(s -> {
            byte[] encrypted = s.encrypt(to, out.at(), end - out.at(), head.boots(), head.time(), salted);
            out.back(end);
            out.octets(Values.OCTETS, encrypted);
        });
        int digestAt = parameters(out, head, signing.map(Signing::length).orElse(0), salted);
        header(out, head);
        out.number(Values.INTEGER, Version.V3.number);
        out.wrap(Message.SEQUENCE, end);
        int start = out.at();
        int length = out.finish();
        if (length > 0) {
            signing.ifPresent(s -> s.sign(to, length, digestAt - start));
        }
        return length;
    }

    private static void scoped(BerWriter out, Scoped scoped) {
        int end = out.at();
        Message.write(out, scoped.pdu());
        out.octets(Values.OCTETS, scoped.context());
        out.octets(Values.OCTETS, scoped.engine());
        out.wrap(Message.SEQUENCE, end);
    }

    private static int parameters(BerWriter out, Head head, int digest, byte[] salt) {
        int end = out.at();
        out.octets(Values.OCTETS, salt);
        int behind = out.at();
        out.bytes(new byte[digest], 0, digest);
        int digestAt = out.at();
        out.wrap(Values.OCTETS, behind);
        out.octets(Values.OCTETS, head.user());
        out.number(Values.INTEGER, head.time());
        out.number(Values.INTEGER, head.boots());
        out.octets(Values.OCTETS, head.engine());
        out.wrap(Message.SEQUENCE, end);
        out.wrap(Values.OCTETS, end);
        return digestAt;
    }

    private static void header(BerWriter out, Head head) {
        int end = out.at();
        out.number(Values.INTEGER, MODEL);
        out.octets(Values.OCTETS, new byte[] {(byte) head.flags()});
        out.number(Values.INTEGER, Message.MOST_BYTES);
        out.number(Values.INTEGER, head.id());
        out.wrap(Message.SEQUENCE, end);
    }
}
