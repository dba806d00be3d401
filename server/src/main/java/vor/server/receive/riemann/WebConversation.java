package vor.server.receive.riemann;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import vor.server.receive.net.TimeLimits.Limit;
import vor.wire.http.Head;
import vor.wire.http.RequestHead;

/** One connection of HTTP: requests in, an answer to each, in order, until a door makes something else of it. For one thread. */
final class WebConversation {
    /** What is behind a port. */
    interface Door {
        /** @return whether another request may follow */
        boolean answer(RequestHead head, Visit visit) throws IOException;
    }

    private static final Duration LINGER = Duration.ofSeconds(5);

    /** A connection, for who answers on it. */
    record Visit(Socket socket, String sender, Incoming in, Outgoing out, Limit reading) {
        /** Says why not, in words for people, and ends the connection. */
        boolean refuse(int status, String why, String headers) throws IOException {
            byte[] words = (why + "\n").getBytes(StandardCharsets.UTF_8);
            out.write("HTTP/1.1 " + status + " " + reason(status) + "\r\nContent-Type: text/plain; charset=utf-8\r\nX-Content-Type-Options: nosniff\r\nCache-Control: no-store\r\n"
                    + headers + "Content-Length: " + words.length + "\r\nConnection: close\r\n\r\n");
            out.write(words);
            out.flush();
            linger();
            return false;
        }

        /** Takes what the client still sends, for a while: a connection that is closed with something unread may lose our last words. */
        void linger() throws IOException {
            socket.shutdownOutput();
            reading.begin(LINGER);
            in.transferTo(OutputStream.nullOutputStream());
        }

        private static String reason(int status) {
            return switch (status) {
                case 400 -> "Bad Request";
                case 403 -> "Forbidden";
                case 404 -> "Not Found";
                case 405 -> "Method Not Allowed";
                case 421 -> "Misdirected Request";
                case 426 -> "Upgrade Required";
                case 431 -> "Request Header Fields Too Large";
                case 501 -> "Not Implemented";
                default -> "Service Unavailable";
            };
        }
    }

    private final WebParts parts;
    private final Names names;
    private final Door door;

    WebConversation(WebParts parts, Names names, Door door) {
        this.parts = parts;
        this.names = names;
        this.door = door;
    }

    /** Until one of the two goes. */
    void run(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        socket.setKeepAlive(true);
        try (Limit reading = parts.limits().of(socket);
                Limit writing = parts.limits().of(socket)) {
            Incoming in = new Incoming(socket.getInputStream(), reading);
            Visit visit = new Visit(socket, String.valueOf(socket.getRemoteSocketAddress()), in, new Outgoing(socket.getOutputStream(), writing), reading);
            while (next(visit)) {
                visit.out().flush();
            }
        } catch (ProtocolException e) {
            parts.counts().bads.add(String.valueOf(socket.getRemoteSocketAddress()), String.valueOf(e.getMessage()));
        }
    }

    private boolean next(Visit visit) throws IOException {
        Optional<Head> head = visit.in().head();
        if (head.isEmpty()) {
            return false;
        }
        return switch (head.get()) {
            case Head.Damage damage -> keepOut(visit, damage);
            case RequestHead request -> {
                Optional<Head.Damage> objection = names.objection(request);
                yield objection.isPresent() ? keepOut(visit, objection.get()) : door.answer(request, visit);
            }
        };
    }

    private boolean keepOut(Visit visit, Head.Damage damage) throws IOException {
        parts.counts().bads.add(visit.sender(), damage.why());
        return visit.refuse(damage.status(), damage.why(), "");
    }
}
