package vor.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.Supplier;

/** The one file that says what is wrong in the practice network. It is there while the network is up. */
final class StateFile {
    private final Path file;
    private final FileGuard guard;

    StateFile(Path file) {
        this.file = file;
        guard = new FileGuard(file.resolveSibling("lock"));
    }

    /** Runs the work while nobody else changes the practice network. */
    <T> T exclusively(Supplier<T> work) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new LabException("cannot make " + file.getParent() + ": " + e.getMessage()
                    + ". The practice network needs root", e);
        }
        return guard.holding(work);
    }

    /**
     * Empty when the network is not up.
     *
     * @throws LabException where the file is damaged
     */
    Optional<LabState> read() {
        try {
            return Optional.of(StateText.read(Files.readString(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new LabException("cannot read " + file + ": " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new LabException(file + " is damaged, " + e.getMessage() + ". Start anew: vor lab down; vor lab up", e);
        }
    }

    /** A reader sees the old state or the new one, never a part. */
    void write(LabState state) {
        try {
            Path fresh = file.resolveSibling("state.new");
            Files.writeString(fresh, StateText.write(state));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new LabException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    void remove() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new LabException("cannot remove " + file + ": " + e.getMessage(), e);
        }
    }
}
