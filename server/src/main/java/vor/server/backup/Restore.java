package vor.server.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import vor.server.access.Copies;
import vor.server.inventory.InventoryException;
import vor.server.inventory.Mover;
import vor.server.inventory.Place;

/**
 * Takes a backup in while no Vor runs on the data folder. The whole file is unpacked and compared with its manifest before
 * anything is touched; it may come from anywhere, so only the names that we know are unpacked, and no more than they may be.
 */
public final class Restore {
    private static final Set<String> KNOWN = Set.of(Backups.INVENTORY, Backups.ACCOUNTS, Backups.CONFIGURATION);
    /** A database of rows and documents packs 5 to 20 times; ten thousand devices with a long history have some 100 MB. */
    private static final long MOST = 4L << 30;

    /** Who is on what: by the ids of another inventory it would mean other devices. */
    private static final String CLAIMS = "claims.json";

    private static final long MANIFEST = 1 << 20;
    private static final int DENSEST = 300;
    private static final long SMALL = 32L << 20;

    private Restore() {}

    /** What was taken in. */
    public record Restored(Manifest manifest, Mover.Moved inventory, boolean accounts) {}

    /**
     * @param replace what is there goes; else a place that holds something is refused
     * @throws BackupException when it was refused or went wrong; then nothing was changed
     */
    public static Restored take(Path zip, Path dataDir, Place place, boolean replace) {
        try {
            Files.createDirectories(dataDir);
            Path folder = Files.createTempDirectory(dataDir, "restore-");
            try {
                return take(zip, folder, dataDir, place, replace);
            } finally {
                Backups.remove(folder);
            }
        } catch (NoSuchFileException e) {
            throw new BackupException("there is no file " + e.getFile(), e);
        } catch (ZipException e) {
            throw new BackupException(zip + " is no backup of Vor, or only the beginning of one: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new BackupException(zip + " was not restored: " + e.getMessage(), e);
        } catch (InventoryException e) {
            throw new BackupException(String.valueOf(e.getMessage()), e);
        }
    }

    private static Restored take(Path zip, Path folder, Path dataDir, Place place, boolean replace) throws IOException {
        Manifest manifest = unpack(zip, folder);
        boolean accounts = manifest.files().containsKey(Backups.ACCOUNTS);
        if (accounts && !replace && Copies.isThere(dataDir)) {
            throw new BackupException(dataDir + " holds accounts already; name another data folder, or say --replace if they may go."
                    + " Nothing was changed");
        }
        Mover.Moved moved = Mover.restore(dataDir, folder.resolve(Backups.INVENTORY), place, replace);
        Files.deleteIfExists(dataDir.resolve(CLAIMS));
        if (accounts) {
            Copies.put(folder.resolve(Backups.ACCOUNTS), dataDir);
        }
        return new Restored(manifest, moved, accounts);
    }

    /** Looks at a backup without taking it in: whether it is whole, and what it says of itself. */
    public static Manifest look(Path zip) {
        try {
            Path folder = Files.createTempDirectory("vor-backup-");
            try {
                return unpack(zip, folder);
            } finally {
                Backups.remove(folder);
            }
        } catch (IOException e) {
            throw new BackupException(zip + " is no backup of Vor, or only the beginning of one: " + e.getMessage(), e);
        }
    }

    private static Manifest unpack(Path zip, Path folder) throws IOException {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            Manifest manifest = manifest(file).orElseThrow(() -> new BackupException(zip + " is no backup of Vor: it has no manifest of one"));
            if (!manifest.files().containsKey(Backups.INVENTORY)) {
                throw new BackupException(zip + " holds no inventory");
            }
            long budget = Math.min(MOST, SMALL + DENSEST * Files.size(zip));
            for (String name : manifest.files().keySet()) {
                if (!KNOWN.contains(name)) {
                    throw new BackupException(zip + " holds \"" + name + "\", which this Vor does not know; is it of a newer one?");
                }
                budget -= unpack(file, name, folder, manifest, budget);
            }
            return manifest;
        }
    }

    private static Optional<Manifest> manifest(ZipFile file) throws IOException {
        ZipEntry entry = file.getEntry(Manifest.NAME);
        if (entry == null) {
            return Optional.empty();
        }
        try (InputStream in = file.getInputStream(entry)) {
            return Manifest.read(in.readNBytes((int) MANIFEST));
        }
    }

    private static long unpack(ZipFile file, String name, Path folder, Manifest manifest, long budget) throws IOException {
        Manifest.Part wanted = manifest.files().get(name);
        ZipEntry entry = file.getEntry(name);
        if (wanted == null || entry == null) {
            throw new BackupException(file.getName() + " has no " + name + ", which its manifest names");
        }
        if (wanted.bytes() > budget) {
            throw new BackupException(file.getName() + " says that its " + name + " has " + wanted.bytes() + " bytes, too many for a backup of its size");
        }
        try (InputStream in = file.getInputStream(entry);
                OutputStream out = Files.newOutputStream(folder.resolve(name))) {
            Manifest.Part part = Digest.copy(in, out, wanted.bytes());
            if (!part.equals(wanted)) {
                throw new BackupException(file.getName() + " is damaged: its " + name + " is not what its manifest says");
            }
            return part.bytes();
        }
    }
}
