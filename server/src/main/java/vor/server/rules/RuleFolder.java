package vor.server.rules;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Reads a folder of Java files. They have all the rights that Vor has, so the folder and they must belong to its own user, or to root, and nobody else may write there.
 */
public final class RuleFolder {
    private static final int MOST_FILES = 1_000;
    private static final long LARGEST = 1 << 20;
    private static final String ENDING = ".java";

    private final Path folder;
    private Map<String, Seen> seen = Map.of();

    private record Seen(long modified, long size, Object key) {}

    public RuleFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Whether something is another than the last time that this was asked.
     *
     * @throws IOException when it cannot be looked at, in words for people
     */
    boolean hasChanged() throws IOException {
        Map<String, Seen> now = new TreeMap<>();
        for (Path file : files()) {
            var a = Files.readAttributes(file, PosixFileAttributes.class);
            now.put(file.getFileName().toString(), new Seen(a.lastModifiedTime().to(TimeUnit.NANOSECONDS), a.size(), String.valueOf(a.fileKey())));
        }
        boolean changed = !now.equals(seen);
        seen = now;
        return changed;
    }

    /**
     * All files by their names.
     *
     * @throws IOException when one cannot be read, or may not be trusted, in words for people
     */
    public Map<String, String> read() throws IOException {
        Map<String, String> sources = new TreeMap<>();
        for (Path file : files()) {
            trusted(file);
            if (Files.size(file) > LARGEST) {
                throw new IOException(file + " is larger than " + LARGEST + " bytes: that is no file of rules");
            }
            try {
                sources.put(file.getFileName().toString(), Files.readString(file));
            } catch (MalformedInputException e) {
                throw new IOException(file + " is not in UTF-8", e);
            }
        }
        return sources;
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException("there is no folder " + folder + ": make it, or name another under rules.folder");
        }
        trusted(folder);
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> files = all.filter(f -> f.getFileName().toString().endsWith(ENDING) && !f.getFileName().toString().startsWith("."))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
            if (files.size() > MOST_FILES) {
                throw new IOException(folder + " holds " + files.size() + " files of rules; " + MOST_FILES + " at most");
            }
            return files;
        }
    }

    private static void trusted(Path path) throws IOException {
        PosixFileAttributes is = Files.readAttributes(path, PosixFileAttributes.class);
        String owner = is.owner().getName();
        if (!owner.equals(System.getProperty("user.name")) && !owner.equals("root")) {
            throw new IOException(path + " belongs to " + owner + ": rules have all rights of Vor, so only its own user or root may own them (chown)");
        }
        Set<PosixFilePermission> may = is.permissions();
        boolean ownGroup = is.group().getName().equals(owner); // as Debian gives each user a group
        if (may.contains(PosixFilePermission.OTHERS_WRITE) || may.contains(PosixFilePermission.GROUP_WRITE) && !ownGroup) {
            throw new IOException(path + " can be written by others: rules have all rights of Vor, so take that away (chmod go-w)");
        }
    }
}
