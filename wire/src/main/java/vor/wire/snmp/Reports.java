package vor.wire.snmp;

import java.util.Arrays;
import java.util.Optional;

/** What an engine reports instead of answering, and what that means for people. */
@SuppressWarnings("ImmutableEnumChecker") // an Oid never changes
enum Reports {
    UNSUPPORTED_LEVEL("1.3.6.1.6.3.15.1.1.1.0"),
    NOT_IN_TIME_WINDOW("1.3.6.1.6.3.15.1.1.2.0"),
    UNKNOWN_USER("1.3.6.1.6.3.15.1.1.3.0"),
    UNKNOWN_ENGINE("1.3.6.1.6.3.15.1.1.4.0"),
    WRONG_DIGEST("1.3.6.1.6.3.15.1.1.5.0"),
    DECRYPTION_ERROR("1.3.6.1.6.3.15.1.1.6.0"),
    UNKNOWN_MODEL("1.3.6.1.6.3.11.2.1.1.0"),
    INVALID_MESSAGE("1.3.6.1.6.3.11.2.1.2.0"),
    UNKNOWN_PDU("1.3.6.1.6.3.11.2.1.3.0"),
    UNAVAILABLE_CONTEXT("1.3.6.1.6.3.12.1.4.0"),
    UNKNOWN_CONTEXT("1.3.6.1.6.3.12.1.5.0");

    final Oid oid;

    Reports(String oid) {
        this.oid = Oid.of(oid);
    }

    static Optional<Reports> of(Pdu pdu) {
        return pdu.bindings().isEmpty() ? Optional.empty() : of(pdu.bindings().getFirst().oid());
    }

    private static Optional<Reports> of(Oid oid) {
        return Arrays.stream(values()).filter(r -> r.oid.equals(oid)).findFirst();
    }

    /** What the agent means, and what to check. */
    String why(Credential.User user) {
        String who = "user \"" + user.name() + "\"";
        return switch (this) {
            case UNSUPPORTED_LEVEL ->
                "the agent doesn't do " + level(user) + " for " + who + ": set the same protocols on the agent and here";
            case NOT_IN_TIME_WINDOW ->
                "the agent calls our time wrong however often it tells its own: its clock or its count of starts (snmpEngineBoots) is broken";
            case UNKNOWN_USER -> "the agent knows no " + who + ": check the name, and that the agent has this user";
            case UNKNOWN_ENGINE -> "the agent calls its own engine id unknown: it changes its id, or several agents answer at this address";
            case WRONG_DIGEST ->
                "the agent finds our signature wrong: check the authentication password and protocol (" + auth(user) + ") of " + who;
            case DECRYPTION_ERROR -> "the agent can't decrypt our request: check the privacy password and protocol (" + privacy(user) + ") of " + who;
            case UNKNOWN_MODEL -> "the agent doesn't have the user-based security model";
            case INVALID_MESSAGE -> "the agent calls our message invalid";
            case UNKNOWN_PDU -> "the agent has nobody who handles such requests";
            case UNAVAILABLE_CONTEXT -> "the agent's context " + context(user) + " isn't available now";
            case UNKNOWN_CONTEXT -> "the agent has no context " + context(user) + ": check the context's name";
        };
    }

    static String auth(Credential.User user) {
        return user.auth().map(a -> a.protocol().toString()).orElse("none");
    }

    static String privacy(Credential.User user) {
        return user.privacy().map(p -> p.protocol().toString()).orElse("none");
    }

    private static String level(Credential.User user) {
        return "authentication " + auth(user) + " with privacy " + privacy(user);
    }

    private static String context(Credential.User user) {
        return "\"" + user.context() + "\"";
    }
}
