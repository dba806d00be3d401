package vor.server.inventory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Keeps a second process out of the data folder. The kernel lets go of it when the process ends, however it ends. */
final class DataLock implements AutoCloseable {
    private final FileChannel channel;

    private DataLock(FileChannel channel) {
        this.channel = channel;
    }

    static DataLock take(Path dataDir) {
        try {
            Files.createDirectories(dataDir);
            return lock(dataDir, dataDir.resolve("inventory.lock"));
        } catch (IOException e) {
            throw new InventoryException.Unavailable(
                    "the data folder " + dataDir + " cannot be written (" + reason(e) + "); make it and let this user write"
                            + " there, or name another",
                    e);
        }
    }

    private static DataLock lock(Path dataDir, Path file) throws IOException {
        FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            String owner = owner(channel);
            channel.close();
            throw new InventoryException.Unavailable("the data folder " + dataDir + " is in use by another Vor" + owner
                    + "; stop that one, or name another folder");
        }
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)), 0);
        return new DataLock(channel);
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static String owner(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(20);
        channel.read(bytes, 0);
        String pid = new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII);
        return pid.matches("[0-9]+") ? " (process " + pid + ")" : "";
    }

    private static String reason(IOException e) {
        String kind = e.getClass().getSimpleName().replace("Exception", "");
        return kind + (e.getMessage() == null ? "" : ": " + e.getMessage());
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // the kernel lets go of it at the latest with the process
        }
    }
}
