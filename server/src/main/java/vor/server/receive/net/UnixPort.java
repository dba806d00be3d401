package vor.server.receive.net;

import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/** Takes connections of this machine at a socket in the file system, on a thread of its own, and has each read by a virtual one. */
public final class UnixPort implements Port {
    private static final int BACKLOG = 128;

    /** Of a file's mode, inode(7). */
    private static final int TYPE = 0xf000;

    private static final int SOCKET = 0xc000;

    private final ServerSocketChannel channel;
    private final Path path;
    private final Guest guest;
    private final Guests guests;
    private final Thread taker;

    /** Reads one connection until it ends; it is closed afterwards. */
    @FunctionalInterface
    public interface Guest {
        void serve(InputStream in) throws IOException;
    }

    private UnixPort(ServerSocketChannel channel, Path path, String name, int most, Guest guest, LongAdder refused) {
        this.channel = channel;
        this.path = path;
        this.guest = guest;
        this.guests = new Guests(name, most, refused);
        taker = Thread.ofPlatform().daemon().name(name + "-unix-accept").unstarted(this::accept);
    }

    /**
     * Listens. A socket that is left from before, at which nobody listens, is taken away first; any other file is left alone.
     *
     * @param rights of the socket; those that the process gives its files when empty
     * @param refused counts connections that were too many
     * @throws IOException in words for people
     */
    public static UnixPort open(String name, Path path, Optional<Set<PosixFilePermission>> rights, int most, Guest guest, LongAdder refused) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            removeLeftOver(path);
            channel.bind(UnixDomainSocketAddress.of(path), BACKLOG);
            if (rights.isPresent()) {
                Files.setPosixFilePermissions(path, rights.get());
            }
        } catch (IOException | IllegalArgumentException e) {
            channel.close();
            throw new IOException("cannot listen for " + name + " at the socket " + path + ": " + e.getMessage() + "; name a path in a folder that we may write to, where nothing stands yet", e);
        }
        UnixPort taken = new UnixPort(channel, path, name, most, guest, refused);
        taken.taker.start();
        return taken;
    }

    private static void removeLeftOver(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        if (!isSocket(path)) {
            throw new IOException("another file stands there");
        }
        try (SocketChannel other = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            other.connect(UnixDomainSocketAddress.of(path));
        } catch (IOException nobody) {
            Files.delete(path);
            return;
        }
        throw new IOException("another program listens there");
    }

    private static boolean isSocket(Path path) throws IOException {
        return Files.getAttribute(path, "unix:mode") instanceof Integer mode && (mode & TYPE) == SOCKET;
    }

    private void accept() {
        guests.take(() -> {
            SocketChannel one = channel.accept();
            guests.welcome(one, path, () -> guest.serve(Channels.newInputStream(one)));
        });
    }

    /** How many are read now. */
    public int connections() {
        return guests.count();
    }

    @Override
    public String words() {
        return "socket " + path;
    }

    /** There is none: 0. */
    @Override
    public int number() {
        return 0;
    }

    @Override
    public void close() throws IOException {
        guests.close();
        channel.close();
        Files.deleteIfExists(path);
        Threads.awaitEnd(taker);
    }
}
