package vor.wire.http;

/** What came where a request's head was expected turned out to be this. */
public sealed interface Head permits RequestHead, Head.Damage {

    /**
     * No head: nothing behind it on the connection makes sense.
     *
     * @param status of the answer: 400 or 501
     */
    record Damage(int status, String why) implements Head {}
}
