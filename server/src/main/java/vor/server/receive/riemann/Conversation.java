package vor.server.receive.riemann;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import vor.server.receive.net.Allowance;
import vor.server.receive.net.Framed;
import vor.wire.riemann.RiemannWriter;

/** One connection: messages in, an answer to each, in order. What was answered goes out before anything is waited for. */
final class Conversation {
    private static final int BUFFER = 16 << 10;

    private final Socket socket;
    private final int most;
    private final Allowance allowance;
    private final Answerer answerer;
    private final Counts counts;

    interface Answerer {
        byte[] answer(byte[] bytes, int from, int length, String sender);
    }

    Conversation(Socket socket, int most, Allowance allowance, Answerer answerer, Counts counts) {
        this.socket = socket;
        this.most = most;
        this.allowance = allowance;
        this.answerer = answerer;
        this.counts = counts;
    }

    /** Until the client goes, or sends what is no message. */
    void run() throws IOException {
        socket.setTcpNoDelay(true);
        socket.setKeepAlive(true);
        String sender = String.valueOf(socket.getRemoteSocketAddress());
        OutputStream out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
        try (Framed messages = new Framed(socket, most, allowance, out::flush)) {
            converse(messages, out, sender);
        }
    }

    private void converse(Framed messages, OutputStream out, String sender) throws IOException {
        while (true) {
            switch (messages.next()) {
                case MESSAGE -> {
                    counts.messages.increment();
                    send(out, answerer.answer(messages.bytes(), messages.from(), messages.length(), sender));
                }
                case END -> {
                    return;
                }
                case CUT -> {
                    counts.bads.add(sender, "the connection ended within a message");
                    return;
                }
                case TOO_LONG -> {
                    String why = "a message of " + Integer.toUnsignedString(messages.length()) + " bytes; at most " + most + " are taken";
                    refuse(out, sender, why);
                    return;
                }
                case NO_ROOM -> {
                    refuse(out, sender, "too many large messages at once; send it again later, or smaller ones");
                    return;
                }
            }
        }
    }

    private void refuse(OutputStream out, String sender, String why) throws IOException {
        counts.bads.add(sender, why);
        send(out, RiemannWriter.error(why));
        out.flush();
    }

    private static void send(OutputStream out, byte[] answer) throws IOException {
        out.write(answer.length >>> 24);
        out.write(answer.length >>> 16);
        out.write(answer.length >>> 8);
        out.write(answer.length);
        out.write(answer);
    }
}
