package vor.lab;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Only one at a time, among all processes of this machine and all threads of this one. */
final class FileGuard {
    private static final ReentrantLock THREADS = new ReentrantLock();

    private final Path file;

    FileGuard(Path file) {
        this.file = file;
    }

    <T> T holding(Supplier<T> work) {
        THREADS.lock();
        try (FileChannel channel =
                        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var held = channel.lock()) {
            assert held.isValid();
            return work.get();
        } catch (IOException e) {
            throw new LabException("cannot lock " + file + ": " + e.getMessage() + ". The practice network needs root", e);
        } finally {
            THREADS.unlock();
        }
    }
}
