package vor.wire.snmp;

/** What came to where notifications are taken turned out to be this. */
public sealed interface Told {

    /**
     * A trap or inform. A trap of version 1 reads as one of version 2 (RFC 3584, 3.1), without the community.
     *
     * @param pdu {@link Pdu.Kind#TRAP} or {@link Pdu.Kind#INFORM}; by the RFC its first bindings are sysUpTime.0 and
     *     snmpTrapOID.0, which nobody has checked
     * @param credential which of the reader's credentials it came under, from 0
     * @param reply to be sent back, as it wants to be confirmed; empty for traps
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Notification(Pdu pdu, Version version, int credential, byte[] reply) implements Told {
        public boolean wantsReply() {
            return reply.length > 0;
        }
    }

    /** Who wants to send an inform of version 3 asks for our engine and time first: send this back. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Question(byte[] reply, String why) implements Told {}

    /** Well formed, but not under our credentials; {@code why} says what to check. */
    record Refusal(String why) implements Told {}

    record Damage(String why) implements Told {}
}
