package vor.wire.snmp;

/** What came from an agent's address turned out to be this. */
public sealed interface Heard {

    /** A genuine response; whether its id is that of a request in flight is for the asker to see. */
    record Answer(Pdu pdu) implements Heard {}

    /** The agent told what was needed to talk to it: send the same request again, at once. Comes at most a few times in a row. */
    record Again(String why) implements Heard {}

    /** The agent says no, or proves not to be the one with our keys; {@code why} says what to check. */
    record Refusal(String why) implements Heard {}

    /** Nothing that an agent with our credential would send; the request may still be answered. */
    record Damage(String why) implements Heard {}
}
