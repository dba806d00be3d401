package vor.server.exchange;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import vor.server.inventory.Fault;
import vor.server.inventory.Faults;
import vor.server.inventory.InventoryException;
import vor.server.inventory.Spot;

/** The bytes of a file as text and as lines of words. Nothing is ever unpacked. */
final class Source {
    private static final int LONGEST_LINE = 10_000;

    private Source() {}

    /** What a line-by-line format does with each line. */
    interface Reader {
        void line(List<Word> words);
    }

    /** A word and where it begins. */
    record Word(String text, Spot spot) {}

    /** @throws InventoryException.Malformed when it is something else than text in UTF-8; a byte order mark is left out */
    static String text(byte[] bytes) {
        refuse(bytes, "PK\3\4", "this is a zip file or a spreadsheet", "save it as CSV in UTF-8");
        refuse(bytes, "\u001f\u008b", "this is compressed", "unpack it first");
        refuse(bytes, "BZh", "this is compressed", "unpack it first");
        refuse(bytes, "\u00fd7zXZ", "this is compressed", "unpack it first");
        refuse(bytes, "(\u00b5/\u00fd", "this is compressed", "unpack it first");
        refuse(bytes, "\u00ff\u00fe", "this is UTF-16", "save it in UTF-8");
        refuse(bytes, "\u00fe\u00ff", "this is UTF-16", "save it in UTF-8");
        String text = decoded(bytes);
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    private static void refuse(byte[] bytes, String magic, String what, String hint) {
        boolean is = bytes.length >= magic.length();
        for (int i = 0; is && i < magic.length(); i++) {
            is = (bytes[i] & 0xff) == magic.charAt(i);
        }
        if (is) {
            throw malformed(what, hint, Spot.UNKNOWN);
        }
    }

    private static String decoded(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        out.flip();
        if (result.isError()) {
            throw malformed("this is not text in UTF-8", "save it in UTF-8", end(out.toString()));
        }
        return out.toString();
    }

    /** The place behind all that was read. */
    private static Spot end(String read) {
        int line = (int) read.chars().filter(c -> c == '\n').count() + 1;
        return new Spot(line, read.length() - read.lastIndexOf('\n'));
    }

    static InventoryException.Malformed malformed(String message, String hint, Spot spot) {
        return new InventoryException.Malformed(new Fault("", message, hint, spot.line(), spot.column()));
    }

    /** Gives the words of each line that has any; from a word that begins with {@code #} on it is a comment. */
    static void lines(String text, Faults faults, Reader reader) {
        int number = 1;
        for (int from = 0; from < text.length(); number++) {
            int end = text.indexOf('\n', from);
            end = end < 0 ? text.length() : end;
            if (end - from > LONGEST_LINE) {
                faults.add(new Spot(number, 1), "", "the line is longer than " + LONGEST_LINE + " characters", "");
            } else {
                List<Word> words = words(text.substring(from, end), number);
                if (!words.isEmpty()) {
                    reader.line(words);
                }
            }
            from = end + 1;
        }
    }

    private static List<Word> words(String line, int number) {
        List<Word> words = new ArrayList<>();
        int i = 0;
        while (i < line.length()) {
            if (isSpace(line.charAt(i))) {
                i++;
                continue;
            }
            if (line.charAt(i) == '#') {
                return words;
            }
            int from = i;
            while (i < line.length() && !isSpace(line.charAt(i))) {
                i++;
            }
            words.add(new Word(line.substring(from, i), new Spot(number, from + 1)));
        }
        return words;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\r';
    }
}
