package vor.server.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The files of a journal. Each is named by the time of its first batch, or by a later one, so that their names are in the order of writing. */
final class Segment {
    private static final String END = ".journal";
    private static final int DIGITS = 15;

    private Segment() {}

    /** @param millis since 1970 */
    static Path path(Path folder, long millis) {
        return folder.resolve(String.format(Locale.ROOT, "%0" + DIGITS + "d", millis) + END);
    }

    /** What the name says, in milliseconds since 1970; empty for other files. */
    static Optional<Long> name(Path file) {
        String name = String.valueOf(file.getFileName());
        boolean ours = name.length() == DIGITS + END.length() && name.endsWith(END) && name.chars().limit(DIGITS).allMatch(c -> c >= '0' && c <= '9');
        return ours ? Optional.of(Long.parseLong(name.substring(0, DIGITS))) : Optional.empty();
    }

    /** All of a folder, the oldest first. */
    static List<Path> all(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> name(f).isPresent()).sorted().toList();
        }
    }

    /** Time of its newest batch, as far as its blocks can be followed, in milliseconds since 1970; empty when there is none. */
    static Optional<Long> newest(Path file) throws IOException {
        Optional<Long> newest = Optional.empty();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            byte[] header = new byte[Block.HEADER];
            long at = 0;
            while (read(channel, at, header) == header.length) {
                Optional<Block> block = Block.read(header);
                if (block.isEmpty()) {
                    break;
                }
                newest = Optional.of(Math.max(newest.orElse(Long.MIN_VALUE), block.get().last()));
                at += Block.HEADER + block.get().length();
            }
        }
        return newest;
    }

    /** How many bytes are there, up to those wanted. */
    static int read(FileChannel channel, long at, byte[] to) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(to);
        while (buffer.hasRemaining() && channel.read(buffer, at + buffer.position()) >= 0) {
            // until it is full, or the file ends
        }
        return buffer.position();
    }
}
