package vor.wire.snmp;

/** What came to an agent turned out to be this. */
public sealed interface Asked {

    /** To be answered by {@link AgentSide#write}. */
    final class Request implements Asked {
        private final Pdu pdu;
        private final Version version;
        private final int credential;
        private final String context;
        private final Way back;

        Request(Pdu pdu, Version version, int credential, String context, Way back) {
            this.pdu = pdu;
            this.version = version;
            this.credential = credential;
            this.context = context;
            this.back = back;
        }

        /** How the answer travels. */
        sealed interface Way {
            record Open(Credential.Community as) implements Way {}

            record Secured(int id, int most, Security security, UsmMessage.Scoped scoped) implements Way {}
        }

        Way back() {
            return back;
        }

        public Pdu pdu() {
            return pdu;
        }

        public Version version() {
            return version;
        }

        /** Which of the agent's credentials opened it, from 0. */
        public int credential() {
            return credential;
        }

        /** Empty for the agent's own; of a community {@code public@7} it is {@code 7}. */
        public String context() {
            return context;
        }
    }

    /** Nothing was asked that may be answered, but this is to be sent back. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Report(byte[] reply, String why) implements Asked {}

    /** To be passed over in silence: damaged, or under no credential of the agent. */
    record Damage(String why) implements Asked {}
}
