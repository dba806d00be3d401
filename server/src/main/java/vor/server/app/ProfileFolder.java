package vor.server.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vor.model.Clock;
import vor.server.collect.snmp.facts.VendorProfiles;

/**
 * The vendor profiles that Vor comes with and those of a folder, read anew when a file there changes. A file that is
 * broken leaves the profiles as they were, and is named in the log. Read when first asked for. For any thread.
 */
final class ProfileFolder implements Supplier<VendorProfiles> {
    private static final Logger LOG = LoggerFactory.getLogger(ProfileFolder.class);
    private static final long LOOK_EVERY = 2_000_000_000L;

    private final Supplier<Path> place;
    private final Clock clock;
    private @Nullable VendorProfiles current;
    private Map<Path, FileTime> seen = Map.of();
    private long nextLook;

    /** @param folder asked at each look; what it names need not exist */
    ProfileFolder(Supplier<Path> folder, Clock clock) {
        this.place = folder;
        this.clock = clock;
    }

    @Override
    public synchronized VendorProfiles get() {
        VendorProfiles held = current;
        if (held != null && clock.nanos() < nextLook) {
            return held;
        }
        nextLook = clock.nanos() + LOOK_EVERY;
        Path folder = place.get();
        Map<Path, FileTime> files = files(folder);
        if (held != null && files.equals(seen)) {
            return held;
        }
        seen = files;
        VendorProfiles read = read(folder, files, held);
        current = read;
        return read;
    }

    private static VendorProfiles read(Path folder, Map<Path, FileTime> files, @Nullable VendorProfiles held) {
        try {
            VendorProfiles read = ProfileReader.read(files.isEmpty() ? Optional.empty() : Optional.of(folder));
            if (held != null || !files.isEmpty()) {
                LOG.info("vendor profiles: {}, {} of them from {}", read.all().size(), files.size(), folder);
            }
            return read;
        } catch (ConfigException e) {
            e.problems().forEach(p -> LOG.warn("vendor profiles stay as they were: {}", p));
            return held != null ? held : ProfileReader.shipped();
        }
    }

    private static Map<Path, FileTime> files(Path folder) {
        Map<Path, FileTime> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : (Iterable<Path>) all.filter(f -> f.toString().endsWith(".yaml"))::iterator) {
                files.put(file, Files.getLastModifiedTime(file));
            }
        } catch (IOException none) {
            return Map.of();
        }
        return files;
    }
}
