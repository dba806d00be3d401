package vor.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import vor.lab.Lab;
import vor.lab.LabSize;
import vor.outside.Checkout;
import vor.outside.VorServer;

/** The test stand: a practice network of so many devices, and Vor, with its inventory read, as shipped, not started yet. */
final class Stand implements AutoCloseable {
    /** How long a start may take until all devices are known to be well. */
    static final Duration SETTLE = Duration.ofSeconds(90);

    private final Lab lab;
    private final VorServer server;

    private Stand(Lab lab, VorServer server) {
        this.lab = lab;
        this.server = server;
    }

    static Stand of(Run run, int devices) {
        Path folder = run.folder("devices-" + devices);
        Lab lab = Lab.up(LabSize.ofDevices(devices));
        try {
            Path inventory = folder.resolve("inventory.yaml");
            Files.writeString(inventory, Checkout.vor("lab", "inventory", "--devices", Integer.toString(devices)));
            VorServer server = VorServer.in(folder, "Bench", "core");
            server.importInventory(inventory);
            return new Stand(lab, server);
        } catch (IOException e) {
            lab.close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            lab.close();
            throw e;
        }
    }

    Lab lab() {
        return lab;
    }

    VorServer server() {
        return server;
    }

    @Override
    public void close() {
        server.close();
        lab.close();
    }
}
