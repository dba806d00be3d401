package vor.server.receive.riemann;

import java.util.function.Consumer;
import vor.server.receive.riemann.RiemannServer.BadQuery;
import vor.server.receive.riemann.RiemannServer.Finder;
import vor.wire.riemann.Heard;
import vor.wire.riemann.RiemannWriter;

/** What a client is told about its message. */
final class Answering {
    private Answering() {}

    /** @param take called with a message before it is answered */
    static byte[] to(Heard heard, Consumer<Heard.Message> take, Finder finder, Consumer<String> bad) {
        return switch (heard) {
            case Heard.Message message -> {
                take.accept(message);
                yield message.query().map(query -> found(query, finder)).orElseGet(RiemannWriter::ok);
            }
            case Heard.Damage(String why, int at) -> {
                bad.accept(why + " at byte " + at);
                yield RiemannWriter.error("this is no message: " + why + " at byte " + at);
            }
        };
    }

    private static byte[] found(String query, Finder finder) {
        try {
            return RiemannWriter.answer(finder.find(finder.query(query)));
        } catch (BadQuery e) {
            return RiemannWriter.error("parse error: " + e.getMessage());
        }
    }
}
