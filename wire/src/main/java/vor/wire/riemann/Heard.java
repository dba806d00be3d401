package vor.wire.riemann;

import java.util.List;
import java.util.Optional;
import vor.model.Event;

/** What came where Riemann's messages are taken turned out to be this. */
public sealed interface Heard {

    /**
     * A message; a client's holds events, or a query, or neither. {@code states}, which no client of today sends, are passed over as Riemann's own codec does.
     *
     * @param query Riemann's query language, as it stands
     * @param ok only in answers
     * @param error only in answers; empty when there is none
     */
    record Message(List<Event> events, Optional<String> query, Optional<Boolean> ok, String error) implements Heard {}

    /**
     * No such message: nothing of it counts.
     *
     * @param at bytes from its beginning to where it stopped making sense
     */
    record Damage(String why, int at) implements Heard {}
}
